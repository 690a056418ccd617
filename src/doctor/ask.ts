import { abortable, anySignal } from '../async.ts';
import { parseJson } from '../api/json.ts';
import { PasskeyError } from '../errors.ts';

/** One reply, or the reason why there is none. */
export interface Answer {
  readonly name: string;
  /** Path of the URL that was asked. */
  readonly path: string;
  readonly is: 'json' | 'page' | 'text' | 'nothing' | 'redirect' | 'unreachable' | 'late';
  /** 0 without a reply. */
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; `undefined` for every other kind. */
  readonly body: unknown;
  /** Without a reply: the system's name of the failure, such as `ECONNREFUSED`. */
  readonly failure?: string | undefined;
}

export interface Question {
  readonly name: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: object;
  /** Sent as a form. */
  readonly form?: URLSearchParams;
}

export type Ask = (question: Question) => Promise<Answer>;

export interface AskSettings {
  readonly fetch: typeof globalThis.fetch;
  readonly callTimeout: number;
  readonly signal: AbortSignal;
  readonly onProgress?: ((name: string) => void) | undefined;
}

/** A reply that is longer is no reply of the API. */
const maxBytes = 1_000_000;

/**
 * Asks one question and resolves with whatever is answered. The HTTP client of `src/api` throws for a refusal and hides
 * headers; here these are the evidence. Nothing is retried and no redirect is followed.
 *
 * @returns a function that throws `aborted` once the signal of the settings has aborted
 */
export function createAsk(settings: AskSettings): Ask {
  return async (question) => {
    const { name, url } = question;
    const asked = { name, path: new URL(url).pathname };
    if (settings.signal.aborted) throw aborted(settings.signal);
    settings.onProgress?.(name);
    const limit = AbortSignal.timeout(settings.callTimeout);
    const signal = anySignal(settings.signal, limit);
    try {
      const response = settings.fetch(url, createInit(question, signal));
      return await abortable(
        signal,
        response.then(async (reply) => ({ ...asked, ...(await readAnswer(name, reply)) })),
      );
    } catch (error) {
      if (settings.signal.aborted) throw aborted(settings.signal);
      const is = limit.aborted ? 'late' : 'unreachable';
      return {
        ...asked,
        is,
        status: 0,
        headers: new Headers(),
        body: undefined,
        failure: readFailure(error),
      };
    }
  };
}

/** Node's `fetch` gives the failure of the socket or of TLS as the cause; of several addresses, as their errors. */
function readFailure(error: unknown): string | undefined {
  const { cause } = Object(error) as { readonly cause?: unknown };
  const { code, errors } = Object(cause) as { readonly code?: unknown; readonly errors?: unknown };
  const [first] = Array.isArray(errors) ? errors.map((each: unknown) => readFailure({ cause: each })) : [];
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : first;
}

/** The cause is left out: a `fetch` of the caller may put the request, and its token, into its error. */
function aborted({ reason }: AbortSignal): PasskeyError {
  const late = reason instanceof DOMException && reason.name === 'TimeoutError';
  return late
    ? new PasskeyError('server_error', 'The examination took longer than its time limit.')
    : new PasskeyError('aborted', 'The examination was aborted.');
}

function createInit({ method = 'GET', token, headers, json, form }: Question, signal: AbortSignal) {
  const body = json ? JSON.stringify(json) : form;
  return {
    method,
    signal,
    redirect: 'manual',
    cache: 'no-store',
    headers: {
      Accept: 'application/json',
      ...(json && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  } as const satisfies RequestInit;
}

async function readAnswer(name: string, response: Response): Promise<Omit<Answer, 'name' | 'path'>> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    return { is: 'redirect', status, headers, body: undefined };
  }
  const text = await readText(response);
  if (text.trim() === '') return { is: 'nothing', status, headers, body: undefined };
  if (/^\s*</.test(text)) return { is: 'page', status, headers, body: undefined };
  try {
    return { is: 'json', status, headers, body: parseJson(text, name) };
  } catch {
    return { is: 'text', status, headers, body: undefined };
  }
}

async function readText({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TypeError('The reply is too long.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const outcomes: Readonly<Record<Answer['is'], string>> = {
  json: 'JSON',
  page: 'an HTML page',
  text: 'text that is not JSON',
  nothing: 'no body',
  redirect: 'a redirect',
  unreachable: 'no reply',
  late: 'no reply in time',
};

/** `403 mechanism_not_allowed`, `404 with an HTML page`, `no reply in time`: nothing that could be a secret. */
export function describeAnswer(answer: Answer): string {
  if (answer.status === 0) return outcomes[answer.is];
  const code = errorCode(answer);
  if (code !== undefined) return `${answer.status} ${code}`;
  return answer.is === 'json' ? String(answer.status) : `${answer.status} with ${outcomes[answer.is]}`;
}

/** `error_code` of a refusal, where it has the form of one; a server could put anything else there. */
export function errorCode({ status, body }: Answer): string | undefined {
  const { error_code: code } = Object(body) as Readonly<Record<string, unknown>>;
  return status >= 400 && typeof code === 'string' && /^[a-z][a-z0-9_]{2,47}$/.test(code) ? code : undefined;
}

export const isSuccess = (answer: Answer | undefined): boolean =>
  answer !== undefined && answer.status >= 200 && answer.status < 300;
