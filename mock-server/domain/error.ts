import type { RefusalBody } from '../../src/api/contract.ts';

/** Error codes with the status of each: docs/connect-api.md, "Refusals". */
const statuses = {
  invalid_request: 400,
  unauthorized: 401,
  insufficient_scope: 403,
  reauthentication_required: 403,
  mechanism_not_allowed: 403,
  origin_not_allowed: 403,
  host_not_allowed: 403,
  unknown_credential: 404,
  not_found: 404,
  capacity_reached: 409,
  last_credential: 409,
  credential_exists: 409,
  user_exists: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  invalid_settings: 422,
  rate_limited: 429,
  internal_error: 500,
} as const;

export type ApiErrorCode = keyof typeof statuses;

/** A call that a rule of the server turned down; nothing has changed. */
export class ApiError extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  /** Seconds until the call makes sense again. */
  readonly retryAfter?: number;

  constructor(status: number, code: string, message: string, about: ApiErrorDetails = {}) {
    super(message, 'cause' in about ? { cause: about.cause } : undefined);
    this.status = status;
    this.code = code;
    this.details = about.details ?? null;
    if (about.retryAfter !== undefined) this.retryAfter = about.retryAfter;
  }

  /** The vendor's error body: these four members and never another. */
  get body(): RefusalBody {
    return {
      status_code: this.status,
      error: this.message,
      error_code: this.code,
      details: this.details,
    };
  }
}

export interface ApiErrorDetails {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly retryAfter?: number;
  /** For the developer who watches the server; never sent. */
  readonly cause?: unknown;
}

export function apiError(code: ApiErrorCode, message: string, about?: ApiErrorDetails): ApiError {
  return new ApiError(statuses[code], code, message, about);
}

/** 422, naming the field by its path in the body. */
export function badSetting(field: string, reason: string): ApiError {
  return apiError('invalid_settings', `${field} ${reason}`, { details: { field, reason } });
}

/** A ceremony that was well formed and did not verify: 400 at enrolment, 401 at sign-in. */
export function notVerified(during: Ceremonial, cause: unknown): ApiError {
  const message = 'The passkey could not be verified.';
  if (during === 'sign-in') return new ApiError(401, 'verification_failed', message, { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ApiError(400, 'verification_failed', message, { cause, details: { reason } });
}

/** An unknown, used or expired challenge: 400 at enrolment, 401 at sign-in. */
export function challengeExpired(during: Ceremonial): ApiError {
  const message = 'The challenge is unknown, used or expired. Begin again.';
  return new ApiError(during === 'sign-in' ? 401 : 400, 'challenge_expired', message);
}

type Ceremonial = 'enrolment' | 'sign-in';
