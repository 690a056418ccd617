import { PasskeyError, type PasskeyErrorCode } from '../errors.ts';

export type SelfCall = 'create/begin' | 'create/complete' | 'me' | 'rename' | 'remove' | 'set-webauthn';
export type SignInCall =
  'login/begin' | 'login/complete' | 'login/password' | 'register/begin' | 'register/complete';
export type SystemCall =
  | 'system/create/begin'
  | 'system/create/complete'
  | 'system/add/request'
  | 'system/add/complete'
  | 'system/remove'
  | 'system/rename'
  | 'system/user'
  | 'system/by_key'
  | 'system/token';

/** Which call was refused: an unknown `error_code` is understood by it and the status. */
export type Call = SelfCall | SignInCall | SystemCall;

/**
 * What a refusal means. Pure: nothing is read but the arguments.
 *
 * A known `error_code` decides; without one, the standards' own words in `WWW-Authenticate` (RFC 6750 section 3.1
 * "Error Codes", RFC 9470 section 3 "Authentication Requirements Challenge"), then the call and the status: such
 * an error says `inferred`.
 *
 * @param body the parsed JSON of the reply, `undefined` when it had none
 */
export function fromResponse(
  status: number,
  body: unknown,
  call: Call,
  headers: Pick<Headers, 'get'>,
): PasskeyError {
  const { error, error_code: serverCode } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const known = codeFromBody(serverCode, call) ?? codeFromWwwAuthenticate(headers.get('WWW-Authenticate'));
  const after = retryAfter(headers);
  const message = `${call} was refused with status ${status}${typeof error === 'string' ? `: ${cut(error)}` : '.'}`;
  return new PasskeyError(known ?? inferredCode(status, call), message, {
    status,
    inferred: known === undefined,
    ...(body !== undefined && { cause: body }),
    ...(typeof serverCode === 'string' && { serverCode }),
    ...(after !== undefined && { retryAfter: after }),
  });
}

/** Seconds of `Retry-After`, given as seconds or as a date (RFC 9110, section 10.2.3 "Retry-After"). */
export function retryAfter(headers: Pick<Headers, 'get'>): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const now = Date.parse(headers.get('Date') ?? '') || Date.now();
  const seconds = Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

const serverCodes: Readonly<Record<string, PasskeyErrorCode>> = {
  invalid_request: 'invalid_request',
  verification_failed: 'verification_failed',
  challenge_expired: 'challenge_expired',
  unknown_credential: 'unknown_credential',
  unauthorized: 'unauthorized',
  insufficient_scope: 'forbidden',
  reauthentication_required: 'reauthentication_required',
  mechanism_not_allowed: 'mode_mismatch',
  capacity_reached: 'capacity_reached',
  last_credential: 'last_passkey',
  credential_exists: 'already_registered',
  not_found: 'not_found',
  precondition_failed: 'conflict',
  payload_too_large: 'invalid_request',
  invalid_settings: 'invalid_request',
  rate_limited: 'rate_limited',
};

/** A password or a code that did not verify is told apart from a passkey that did not. */
const secretCodes: Partial<Record<Call, PasskeyErrorCode>> = {
  'login/password': 'wrong_credentials',
  'system/add/complete': 'wrong_code',
};

function codeFromBody(serverCode: unknown, call: Call): PasskeyErrorCode | undefined {
  if (typeof serverCode !== 'string' || !Object.hasOwn(serverCodes, serverCode)) return undefined;
  const code = serverCodes[serverCode];
  if (code === 'verification_failed') return secretCodes[call] ?? code;
  return code === 'unauthorized' && call === 'login/password' ? 'wrong_credentials' : code;
}

function codeFromWwwAuthenticate(challenge: string | null): PasskeyErrorCode | undefined {
  if (challenge?.includes('insufficient_user_authentication')) return 'reauthentication_required';
  return challenge?.includes('insufficient_scope') ? 'forbidden' : undefined;
}

/** Wrong client credentials are the integrator's to mend (RFC 6749, section 5.2 "Error Response"). */
const clientCodes = { 'system/token': 'configuration' } as const;

/** Self-service writes refuse with 403 every day for an old authentication, and for a missing scope only once. */
const oldAuthentication = 'reauthentication_required';

const byCall: Readonly<Record<number, Partial<Record<Call, PasskeyErrorCode>>>> = {
  400: {
    'create/complete': 'verification_failed',
    'register/complete': 'verification_failed',
    'system/create/complete': 'verification_failed',
    ...clientCodes,
  },
  401: {
    'login/begin': 'verification_failed',
    'login/complete': 'verification_failed',
    'register/begin': 'verification_failed',
    'register/complete': 'verification_failed',
    ...secretCodes,
    ...clientCodes,
  },
  403: {
    'create/begin': oldAuthentication,
    'create/complete': oldAuthentication,
    'set-webauthn': oldAuthentication,
    rename: oldAuthentication,
    remove: oldAuthentication,
    'login/begin': 'mode_mismatch',
    'register/begin': 'mode_mismatch',
    'system/create/begin': 'mode_mismatch',
  },
  409: {
    'create/begin': 'capacity_reached',
    'system/create/begin': 'capacity_reached',
    'create/complete': 'already_registered',
    'register/complete': 'already_registered',
    'system/create/complete': 'already_registered',
    'set-webauthn': 'already_registered',
    remove: 'last_passkey',
  },
};

const byStatus: Readonly<Record<number, PasskeyErrorCode>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  413: 'invalid_request',
  415: 'invalid_request',
  422: 'invalid_request',
  429: 'rate_limited',
};

/** 404 of a sign-in stays `not_found`: a wrong pool ID must not make a password manager drop a passkey. */
function inferredCode(status: number, call: Call): PasskeyErrorCode {
  return byCall[status]?.[call] ?? byStatus[status] ?? (status >= 500 ? 'server_error' : 'bad_response');
}

/** Long enough to understand, short enough for a console. */
const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
