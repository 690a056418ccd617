import ky, { HTTPError, type KyInstance, type Options } from 'ky';
import { isPasskeyError, PasskeyError } from '../errors.ts';
import { anySignal, abortable } from '../async.ts';
import { toBase64url } from '../base64.ts';
import { withBearerToken, type TokenSettings } from './bearer-token.ts';
import { parseJson } from './json.ts';
import {
  fromResponse,
  isOffline,
  isRedirect,
  networkError,
  redirectError,
  retryAfter,
  unreachableError,
  type Call,
} from './error-response.ts';

export interface HttpSettings extends TokenSettings {
  /** Default: the global `fetch` at the time of the call. */
  readonly fetch?: typeof globalThis.fetch;
  /** Sends `X-Idempotency-Key` with each POST, which makes it safe to retry. Default off. */
  readonly idempotency?: boolean;
  /** Milliseconds before the n-th retry, from 1. Default: 300, 600. */
  readonly backoff?: (attempt: number) => number;
  /** Aborts a call, including its retries and the reading of its body. Default: after 15 seconds. */
  readonly deadline?: () => AbortSignal;
}

export interface HttpRequest {
  readonly call: Call;
  readonly url: string;
  readonly token: 'bearer' | 'none';
  /** Used instead of the setting of the same name. */
  readonly accessToken?: string | undefined;
  /** Read instead of the client's own settings, e.g. for the calls of one ceremony. */
  readonly tokens?: TokenSettings | undefined;
  /** The browser completes the request although the page is left. */
  readonly keepalive?: boolean | undefined;
  /** Sent as JSON. A request without a body has no `Content-Type`. */
  readonly body?: object;
  /** Sent as plain text (the hosted pages, which declare no JSON). */
  readonly text?: string;
  /** Sent as a form (the OAuth token endpoint). */
  readonly form?: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Any 2xx status is the success: the body is not read. */
  readonly ignoreReply?: boolean;
}

export interface Reply {
  /** Parsed JSON; `undefined` if the response had no body. */
  readonly body: unknown;
  /** Absent if the server sends none or CORS hides it. */
  readonly etag?: string;
}

export type Send = (request: HttpRequest) => Promise<Reply>;

/** Every call resolves with the body of a 2xx response, or rejects with a `PasskeyError`. */
export interface HttpClient {
  readonly get: Send;
  readonly post: Send;
  readonly put: Send;
  readonly delete: Send;
  /** Milliseconds by which the server's clock was ahead at its last response with a readable `Date` header. */
  clockDifference(): number | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The one client of `fetch`. GET is retried, POST only under an idempotency key, PUT and DELETE never. */
export function createHttpClient(settings: HttpSettings = {}): HttpClient {
  const { idempotency, backoff } = settings;
  const retry: Options['retry'] = {
    limit: 2,
    methods: idempotency ? ['get', 'post'] : ['get'],
    delay: backoff ?? ((attempt) => 300 * 2 ** (attempt - 1)),
    maxRetryAfter: maxRetryAfter * 1000,
    shouldRetry: ({ error }) => shouldRetry(error),
  };
  const connection: Connection = { settings, retrying: ky.create({ timeout: false, retry }) };
  const sendBy =
    (method: Method): Send =>
    (request) =>
      send(connection, method, request);
  return {
    get: sendBy('GET'),
    post: sendBy('POST'),
    put: sendBy('PUT'),
    delete: sendBy('DELETE'),
    clockDifference: () => connection.clockDifference,
  };
}

interface Connection {
  readonly settings: HttpSettings;
  readonly retrying: KyInstance;
  clockDifference?: number | undefined;
}

async function send(connection: Connection, method: Method, request: HttpRequest): Promise<Reply> {
  const { settings } = connection;
  const deadline = (settings.deadline ?? defaultDeadline)();
  const signal = request.signal ? anySignal(request.signal, deadline) : deadline;
  const sendWith = async (token?: string): Promise<Reply> => {
    try {
      return await exchange(connection, { ...createInit(method, request, token, settings), signal }, request);
    } catch (error) {
      throw await toPasskeyError(error, request, deadline);
    }
  };
  try {
    const { token, accessToken, tokens = settings } = request;
    const reply = token === 'bearer' ? withBearerToken(accessToken, tokens, sendWith) : sendWith();
    return await abortable(signal, reply);
  } catch (error) {
    throw await toPasskeyError(error, request, deadline);
  }
}

/**
 * The one use of ky: it decides whether and when to send again, and each attempt sends the same `init`. The `Request`
 * that ky builds is not sent: it would be cloned for each attempt, so that its body is streamed and its signal followed
 * twice, which takes longer than the rest of a sign-in. ky's errors would also hold its `Authorization` header.
 */
async function exchange(
  connection: Connection,
  init: RequestInit & Init,
  { url, call, ignoreReply }: HttpRequest,
): Promise<Reply> {
  const { retrying, settings } = connection;
  const attempt = async (): Promise<Response> => {
    init.signal.throwIfAborted();
    return (settings.fetch ?? globalThis.fetch)(url, init);
  };
  const response = await retrying(url, { method: init.method, fetch: attempt });
  const { headers } = response;
  const serverTime = Date.parse(headers.get('Date') ?? '');
  // `Date` has a resolution of one second; half a second is added as the best estimate.
  if (serverTime) connection.clockDifference = serverTime + 500 - Date.now();
  if (ignoreReply) return { body: undefined };
  const etag = headers.get('ETag');
  const text = await response.text().catch((cause: unknown) => {
    // The headers have arrived, so neither the address nor CORS can be the cause.
    throw networkError(cause, call, `The reply to ${call} broke off on its way.`);
  });
  return { body: parseJson(text, `The reply to ${call}`), ...(etag !== null && { etag }) };
}

const defaultDeadline = (): AbortSignal => AbortSignal.timeout(15_000);

interface Init {
  readonly method: Method;
  readonly signal: AbortSignal;
}

/** Seconds. A longer `Retry-After` is left to the caller (`retryAfter`). */
const maxRetryAfter = 5;

const temporaryStatuses = [408, 502, 503, 504];

/**
 * `undefined` retries after `Retry-After`, `true` after `backoff`. A 429 without `Retry-After` is reported at once: ky
 * would fall back to other headers (`RateLimit-Reset` and similar ones), which have no agreed unit.
 */
function shouldRetry(error: Error): boolean | undefined {
  if (!(error instanceof HTTPError)) return error instanceof TypeError && !isOffline();
  const { status, headers } = error.response;
  const wait = retryAfter(headers);
  if (wait === undefined) return temporaryStatuses.includes(status);
  return wait <= maxRetryAfter && [429, ...temporaryStatuses].includes(status) ? undefined : false;
}

/** Created once per call, so that a retried POST keeps its idempotency key. */
function createInit(method: Method, request: HttpRequest, token: string | undefined, settings: HttpSettings) {
  const { body, text, form } = request;
  const headers = {
    Accept: 'application/json',
    ...(body && { 'Content-Type': 'application/json' }),
    ...(method === 'POST' && settings.idempotency && { 'X-Idempotency-Key': createIdempotencyKey() }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...request.headers,
  };
  const content = body ? JSON.stringify(body) : (text ?? form);
  return {
    method,
    headers,
    cache: 'no-store',
    redirect: 'manual',
    ...(request.keepalive && { keepalive: true }),
    ...(content !== undefined && { body: content }),
  } as const;
}

/** 32 characters, the minimum of the API. */
const createIdempotencyKey = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(24)));

async function toPasskeyError(
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
  if (!(error instanceof HTTPError)) return unreachableError(error, request);
  const { response } = error;
  if (isRedirect(response)) return redirectError(request);
  // Proxies answer with HTML: a body that is not JSON says nothing.
  const read = response.text().then((text) => parseJson(text, 'The refusal'));
  const body = await read.catch(() => undefined);
  return fromResponse(response.status, body, call, response.headers);
}
