/**
 * Every way in which a passkey call can fail. The list is closed: a `switch` over it can be exhaustive, and
 * each code has calm words in every language of `src/i18n`.
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
  // The way to the server
  'offline',
  'server_error',
  'bad_response',
  'redirect_refused',
  // The integrator
  'configuration',
] as const;

export type PasskeyErrorCode = (typeof passkeyErrorCodes)[number];

export interface PasskeyErrorDetails {
  /** The error that led to this one: a `DOMException`, a `TypeError` of `fetch`, the server's body. */
  readonly cause?: unknown;
  /** The browser hides the real reason; the code is the likeliest one. */
  readonly inferred?: boolean;
  /** HTTP status of the refusal, when a server answered. */
  readonly status?: number;
  /** `error_code` of the server's body, as it came. */
  readonly serverCode?: string;
  /** Seconds until the server wants to be asked again. */
  readonly retryAfter?: number;
}

/** The one error of this package. Branch on `code`; `message` is for developers, words for people are in i18n. */
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

/** True for an error of this package, also when two copies of it are on one page. */
export function isPasskeyError(error: unknown): error is PasskeyError {
  return error instanceof Error && error.name === 'PasskeyError' && 'code' in error;
}
