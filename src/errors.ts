/**
 * All codes of `PasskeyError`. The list is closed: a `switch` over it can be exhaustive, and each code has a text in
 * every language of `src/i18n`.
 */
export const passkeyErrorCodes = [
  // The browser or the page
  'unsupported',
  'insecure_context',
  'blocked_by_policy',
  'wrong_domain',
  // The person and the authenticator
  'cancelled',
  'timed_out',
  'no_passkey',
  'already_registered',
  'authenticator_unfit',
  'provider_error',
  'aborted',
  // The workspace
  'mode_mismatch',
  'mechanism_disabled',
  'unknown_credential',
  'verification_failed',
  'challenge_expired',
  'wrong_credentials',
  'wrong_code',
  // Rights and rules
  'unauthorized',
  'reauthentication_required',
  'different_subject',
  'forbidden',
  'capacity_reached',
  'last_passkey',
  'not_found',
  'conflict',
  'invalid_request',
  'rate_limited',
  // Network and server
  'offline',
  'server_error',
  'bad_response',
  'redirect_refused',
  // Configuration by the integrator
  'configuration',
] as const;

export type PasskeyErrorCode = (typeof passkeyErrorCodes)[number];

export interface PasskeyErrorDetails {
  /** The original error: a `DOMException`, a `TypeError` of `fetch`, or the body of a refusal. */
  readonly cause?: unknown;
  /** True if the cause is not stated by the browser or the server; the code is the likeliest one. */
  readonly inferred?: boolean;
  /** HTTP status of a refusal. */
  readonly status?: number;
  /** `error_code` of the refusal's body, unchanged. */
  readonly serverCode?: string;
  /** Seconds to wait before the next attempt, from `Retry-After`. */
  readonly retryAfter?: number;
}

/**
 * The one error class of this package. Branch on `code`; `message` is for developers, the texts for visitors are in i18n.
 *
 * @example
 * ```ts
 * try {
 *   await passkeys.signIn();
 * } catch (error) {
 *   if (!isPasskeyError(error) || error.code !== 'cancelled') throw error;
 * }
 * ```
 */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly code: PasskeyErrorCode;
  readonly inferred: boolean;
  readonly status?: number;
  readonly serverCode?: string;
  readonly retryAfter?: number;

  constructor(code: PasskeyErrorCode, message: string, details: PasskeyErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.inferred = details.inferred ?? false;
    if (details.status !== undefined) this.status = details.status;
    if (details.serverCode !== undefined) this.serverCode = details.serverCode;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
  }
}

/** True for an error of this package, also if it was created by another copy of it on the page. */
export function isPasskeyError(error: unknown): error is PasskeyError {
  return error instanceof Error && error.name === 'PasskeyError' && 'code' in error;
}

/**
 * Any thrown value as a `PasskeyError`. After an abort every failure is `aborted`, because an abort surfaces in many
 * ways; other unknown values are `provider_error`.
 */
export function fromUnknown(error: unknown, signal?: AbortSignal): PasskeyError {
  if (isPasskeyError(error) && (error.code === 'aborted' || !signal?.aborted)) return error;
  if (signal?.aborted) return new PasskeyError('aborted', 'The ceremony was stopped.', { cause: error });
  return new PasskeyError('provider_error', 'Unexpected failure of a ceremony.', { cause: error });
}

/**
 * The failure of a request that a function of the page made to a server of its own, such as `accessToken` or
 * `onTokens`. No text of the page is repeated, because it may contain a token.
 *
 * @param thrown an error, or a `Response` that is not `ok`
 * @param name of the function, for developers
 * @returns `undefined` for a value that shows no such failure
 */
export function fromPageRequest(thrown: unknown, name: string): PasskeyError | undefined {
  const { ok, status } = Object(thrown) as { readonly ok?: unknown; readonly status?: unknown };
  if (ok === false && typeof status === 'number') {
    const code = status === 401 ? 'unauthorized' : 'server_error';
    return new PasskeyError(code, `The server of the page refused the request of ${name}.`, { status });
  }
  if (thrown instanceof SyntaxError) {
    return new PasskeyError('server_error', `${name} could not read the answer of the page's server.`);
  }
  if (!(thrown instanceof TypeError) || !networkMessages.test(thrown.message)) return undefined;
  const code = globalThis.navigator?.onLine === false ? 'offline' : 'server_error';
  return new PasskeyError(code, `${name} did not reach the server of the page.`, { cause: thrown });
}

/** The messages of `fetch` in Chromium, Firefox, Safari and Node: a mistake in the page's code is a `TypeError` as well. */
const networkMessages = /failed to fetch|networkerror|load failed|network connection was lost|fetch failed/i;
