import { PasskeyError, type PasskeyErrorCode } from '../errors.ts';

export type SelfCall = 'create/begin' | 'create/complete' | 'me' | 'rename' | 'remove';
export type SignInCall =
  | 'login/begin'
  | 'login/complete'
  | 'login/password'
  | 'register/begin'
  | 'register/complete'
  // Hosted pages
  | 'login/options'
  | 'login/finish'
  | 'register/finish';
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

/** The call that was refused; together with the status it decides the meaning of an unknown `error_code`. */
export type Call = SelfCall | SignInCall | SystemCall;

/**
 * Converts a refusal to a `PasskeyError`. Pure.
 *
 * A known `error_code` decides; without one `WWW-Authenticate` (RFC 6750 section 3.1 "Error Codes", RFC 9470 section 3
 * "Authentication Requirements Challenge"), then the call and the status. The last of these is `inferred`.
 *
 * @param body the parsed JSON of the response; `undefined` if it had none
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
  const message = `${call} was refused with status ${status}${typeof error === 'string' ? `: ${truncate(error)}` : '.'}`;
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

/** The only published `error_code` of a refused access token. */
const invalidToken = 'invalid_access_token';

/** True if the server refused the access token itself. The call had no effect, so it may be sent with another one. */
export const isTokenRefused = ({ status, serverCode }: PasskeyError): boolean =>
  status === 401 && serverCode === invalidToken;

const serverCodes: Readonly<Record<string, PasskeyErrorCode>> = {
  [invalidToken]: 'unauthorized',
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
  user_exists: 'conflict',
  not_found: 'not_found',
  precondition_failed: 'conflict',
  payload_too_large: 'invalid_request',
  invalid_settings: 'invalid_request',
  rate_limited: 'rate_limited',
  // Of the mock server: a page, a proxy or a name that it was not started for. Its message says which option helps.
  host_not_allowed: 'configuration',
  origin_not_allowed: 'configuration',
};

/**
 * Codes of the calls that verify a password or a one-time code instead of a passkey. Their generic 401 means that secret:
 * the published reply to a code is one 401 for every reason.
 */
const secretCodes: Partial<Record<Call, PasskeyErrorCode>> = {
  'login/password': 'wrong_credentials',
  'system/add/complete': 'wrong_code',
};

function codeFromBody(serverCode: unknown, call: Call): PasskeyErrorCode | undefined {
  if (typeof serverCode !== 'string' || !Object.hasOwn(serverCodes, serverCode)) return undefined;
  const code = serverCodes[serverCode];
  if (code === 'verification_failed') return secretCodes[call] ?? code;
  return serverCode === 'unauthorized' ? (secretCodes[call] ?? code) : code;
}

function codeFromWwwAuthenticate(challenge: string | null): PasskeyErrorCode | undefined {
  if (challenge?.includes('insufficient_user_authentication')) return 'reauthentication_required';
  return challenge?.includes('insufficient_scope') ? 'forbidden' : undefined;
}

/** Wrong client credentials are a mistake of the integrator (RFC 6749, section 5.2 "Error Response"). */
const clientCodes = { 'system/token': 'configuration' } as const;

/** Likelier than a missing scope, which an integrator notices at the first try. */
const oldAuthentication = 'reauthentication_required';

const byCall: Readonly<Record<number, Partial<Record<Call, PasskeyErrorCode>>>> = {
  400: {
    'create/complete': 'verification_failed',
    'register/complete': 'verification_failed',
    'login/finish': 'verification_failed',
    'register/finish': 'verification_failed',
    'system/create/complete': 'verification_failed',
    ...clientCodes,
  },
  401: {
    'login/begin': 'verification_failed',
    'login/complete': 'verification_failed',
    'register/begin': 'verification_failed',
    'register/complete': 'verification_failed',
    'login/finish': 'verification_failed',
    'register/finish': 'verification_failed',
    ...secretCodes,
    ...clientCodes,
  },
  403: {
    'create/begin': oldAuthentication,
    'create/complete': oldAuthentication,
    rename: oldAuthentication,
    remove: oldAuthentication,
    'login/begin': 'mode_mismatch',
    'login/options': 'mode_mismatch',
    'login/finish': 'verification_failed',
    'register/finish': 'verification_failed',
    'register/begin': 'mode_mismatch',
    'system/create/begin': 'mode_mismatch',
  },
  409: {
    'create/begin': 'capacity_reached',
    'system/create/begin': 'capacity_reached',
    'create/complete': 'already_registered',
    'register/complete': 'already_registered',
    'register/finish': 'already_registered',
    'system/create/complete': 'already_registered',
    remove: 'last_passkey',
  },
  // A transaction that is over, or that another browser began.
  410: {
    'login/options': 'challenge_expired',
    'login/finish': 'challenge_expired',
    'register/begin': 'challenge_expired',
    'register/finish': 'challenge_expired',
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

/** The 404 of a sign-in stays `not_found`: a wrong pool ID must not make a password manager remove a passkey. */
function inferredCode(status: number, call: Call): PasskeyErrorCode {
  return byCall[status]?.[call] ?? byStatus[status] ?? (status >= 500 ? 'server_error' : 'bad_response');
}

/** Limits a server's message to a readable length. */
const truncate = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

interface FailedRequest {
  readonly call: Call;
  readonly url: string;
}

/** True for a redirect, whose status `fetch` hides with `redirect: 'manual'` (Fetch Standard, "opaque-redirect filtered response"). */
export const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);

/** Redirects are not followed: a 307 or 308 would take a password, a token or a client secret to another origin. */
export function redirectError({ call, url }: FailedRequest): PasskeyError {
  return new PasskeyError(
    'bad_response',
    `${call} was answered with a redirect by ${url}, which is not followed: configure the address it leads to.`,
  );
}

/** `fetch` distinguishes a network failure from a CORS refusal on the developer's console only. */
export function unreachableError(cause: unknown, { call, url }: FailedRequest): PasskeyError {
  return networkError(
    cause,
    call,
    `${call} did not reach ${url}, or CORS there does not allow this page's origin.`,
  );
}

/** `offline` if the browser is offline, else `server_error` with the message. */
export function networkError(cause: unknown, call: Call, message: string): PasskeyError {
  if (isOffline()) return new PasskeyError('offline', `${call}: this browser is offline.`, { cause });
  return new PasskeyError('server_error', message, { cause, inferred: true });
}

export const isOffline = (): boolean => globalThis.navigator?.onLine === false;
