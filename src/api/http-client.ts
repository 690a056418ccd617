import ky, { HTTPError, type Options } from 'ky';
import { isPasskeyError, PasskeyError } from '../errors.ts';
import { anySignal, abortable } from '../async/abort.ts';
import { toBase64url } from '../base64.ts';
import { parseJson } from './json.ts';
import { isOffline, isRedirect, lost, redirected, unreachable } from './no-answer.ts';
import { fromResponse, retryAfter, type Call } from './error-response.ts';
import { withRefusedToken } from './refused-token.ts';

export interface HttpSettings {
  /** Read at each call that needs a token; the token goes into that one request and nowhere else. */
  readonly accessToken?: () => string | Promise<string>;
  /** Default: the global `fetch` at the time of the call. */
  readonly fetch?: typeof globalThis.fetch;
  /** Sends `X-Idempotency-Key` with each POST, which makes it safe to retry. Default off. */
  readonly idempotency?: boolean;
  /** Milliseconds before the n-th retry, from 1. Default: 300, 600. */
  readonly backoff?: (attempt: number) => number;
  /** Ends a call, its retries and the reading of its body. Default: after 15 seconds. */
  readonly deadline?: () => AbortSignal;
}

export interface HttpRequest {
  readonly call: Call;
  readonly url: string;
  readonly token: 'bearer' | 'none';
  /** Sent in place of what the setting of that name gives. */
  readonly accessToken?: string | undefined;
  /** Sent as JSON; without it the request has neither a body nor a `Content-Type`. */
  readonly body?: object;
  /** Sent as a form (the OAuth token endpoint). */
  readonly form?: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface Reply {
  /** Parsed JSON; `undefined` when the reply had no body. */
  readonly body: unknown;
  /** Where the server sends one and lets the page read it. */
  readonly etag?: string;
}

export type Send = (request: HttpRequest) => Promise<Reply>;

/** Every call resolves with what a 2xx held, or rejects with a `PasskeyError`. */
export interface HttpClient {
  readonly get: Send;
  readonly post: Send;
  readonly put: Send;
  readonly delete: Send;
  /** Milliseconds that the server's clock was ahead at its last reply that let the page read `Date`. */
  clockDifference(): number | undefined;
}

type Method = 'get' | 'post' | 'put' | 'delete';

/** The one configured ky. Reads are retried; a POST only under an idempotency key; PUT and DELETE never. */
export function createHttpClient(settings: HttpSettings = {}): HttpClient {
  const client = ky.create(clientOptions(settings));
  let clockDifference: number | undefined;

  async function exchange(method: Method, request: HttpRequest, signal: AbortSignal): Promise<Reply> {
    const sent = withHeaders(method, request, settings);
    const fetch = sending(request.url, { ...sent, signal }, settings);
    const response = await client(request.url, { method, fetch });
    clockDifference = measureClockDifference(response.headers.get('Date')) ?? clockDifference;
    const etag = response.headers.get('ETag');
    const body = parseJson(await readText(response, request.call), `The reply to ${request.call}`);
    return { body, ...(etag !== null && { etag }) };
  }

  async function send(method: Method, request: HttpRequest): Promise<Reply> {
    const deadline = (settings.deadline ?? defaultDeadline)();
    const signal = request.signal ? anySignal(request.signal, deadline) : deadline;
    let accessToken: string | undefined;
    const run = async (): Promise<Reply> => {
      if (request.token === 'bearer') accessToken = await bearerToken(request, settings);
      return exchange(method, { ...request, accessToken }, signal);
    };
    try {
      return await abortable(signal, run());
    } catch (error) {
      throw withRefusedToken(await requestError(error, request, deadline), accessToken);
    }
  }

  return {
    get: (request) => send('get', request),
    post: (request) => send('post', request),
    put: (request) => send('put', request),
    delete: (request) => send('delete', request),
    clockDifference: () => clockDifference,
  };
}

const defaultDeadline = (): AbortSignal => AbortSignal.timeout(15_000);

/** A wait that the server asks for and that is longer than this is left to the caller (`retryAfter`). */
const longestWait = 5;

function clientOptions({ idempotency, backoff }: HttpSettings): Options {
  return {
    timeout: false,
    retry: {
      limit: 2,
      methods: idempotency ? ['get', 'post'] : ['get'],
      delay: backoff ?? ((attempt) => 300 * 2 ** (attempt - 1)),
      maxRetryAfter: longestWait * 1000,
      shouldRetry: ({ error }) => worthRetrying(error),
    },
  };
}

const passing = [408, 502, 503, 504];

/**
 * `undefined`: after the wait that the server asked for; `true`: after our own. Without `Retry-After` a 429 is told at
 * once, and ky is kept from reading what others send in its place (`RateLimit-Reset` and its cousins).
 */
function worthRetrying(error: Error): boolean | undefined {
  if (!(error instanceof HTTPError)) return error instanceof TypeError && !isOffline();
  const { status, headers } = error.response;
  const wait = retryAfter(headers);
  if (wait === undefined) return passing.includes(status);
  return wait <= longestWait && [429, ...passing].includes(status) ? undefined : false;
}

type Sent = RequestInit & { readonly signal: AbortSignal };

/** The same for each try, so that a retried POST keeps its key. */
function withHeaders(method: Method, request: HttpRequest, settings: HttpSettings): RequestInit {
  const { body, form, accessToken } = request;
  const headers = {
    Accept: 'application/json',
    ...(body && { 'Content-Type': 'application/json' }),
    ...(method === 'post' && settings.idempotency && { 'X-Idempotency-Key': idempotencyKey() }),
    ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
    ...request.headers,
  };
  const content = body ? JSON.stringify(body) : form;
  return {
    method: method.toUpperCase(),
    headers,
    cache: 'no-store',
    redirect: 'manual',
    ...(content !== undefined && { body: content }),
  };
}

/** 32 characters, the shortest key the API takes. */
const idempotencyKey = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(24)));

async function bearerToken({ accessToken: own }: HttpRequest, settings: HttpSettings): Promise<string> {
  const read = own === undefined ? settings.accessToken : () => own;
  if (!read) throw new PasskeyError('configuration', 'This call needs the option accessToken.');
  const token: unknown = await (async () => read())().catch(noToken);
  if (typeof token === 'string' && /^[\w.~+/=-]+$/.test(token)) return token;
  return noToken();
}

/** RFC 6750, section 2.1 "Authorization Request Header Field". */
function noToken(cause?: unknown): never {
  if (isPasskeyError(cause)) throw cause;
  throw new PasskeyError(
    'unauthorized',
    'accessToken gave no bearer token.',
    cause === undefined ? {} : { cause },
  );
}

/**
 * ky decides whether and when, this is what is sent. In ky's own request, which it clones at each call for a retry, a
 * body would be a stream and the signal would be followed twice: that costs more than the rest of a sign-in. And
 * what ky's errors hold is without the token.
 */
function sending(url: string, init: Sent, { fetch }: HttpSettings): () => Promise<Response> {
  return async () => {
    init.signal.throwIfAborted();
    return (fetch ?? globalThis.fetch)(url, init);
  };
}

/** `Date` counts in seconds: the middle of that second is the best guess. */
function measureClockDifference(date: string | null): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time + 500 - Date.now();
}

async function requestError(
  error: unknown,
  request: HttpRequest,
  deadline: AbortSignal,
): Promise<PasskeyError> {
  const { call, signal } = request;
  if (signal?.aborted) return new PasskeyError('aborted', `${call} was aborted.`, { cause: error });
  if (isPasskeyError(error)) return error;
  if (deadline.aborted) {
    return new PasskeyError('server_error', `${call} was not answered in time.`, { cause: error });
  }
  if (error instanceof HTTPError) {
    const { response } = error;
    if (isRedirect(response)) return redirected(request);
    return fromResponse(response.status, await refusalBody(response), call, response.headers);
  }
  return unreachable(error, request);
}

/** Proxies answer with HTML: then the status alone has to do. */
async function refusalBody(response: Response): Promise<unknown> {
  try {
    return parseJson(await response.text(), 'The refusal');
  } catch {
    return undefined;
  }
}

/** Its head has come, so neither the address nor CORS is wrong. */
function readText(response: Response, call: Call): Promise<string> {
  return response.text().catch((cause: unknown) => {
    throw lost(cause, call, `The reply to ${call} broke off on its way.`);
  });
}
