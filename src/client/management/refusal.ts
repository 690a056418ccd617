import { isPasskeyError, PasskeyError, type PasskeyErrorCode } from '../../errors.ts';
import type { SelfProfile } from '../../api/contract.ts';
import { refusedToken } from '../../api/bearer-token.ts';
import { readClaims } from '../../api/json.ts';
import type { ClientContext } from '../context.ts';
import { listPasskeyRecords, readCapacity } from './passkey-list.ts';

/*
 * The API publishes statuses but no codes for its refusals. Where the server sends no code that is known, the call, the
 * status and the user's list decide.
 */

/** The API refuses self-service calls if the authentication is older, in seconds. */
export const maxAge = 300;

/** True for a refusal without a known code, by a status that may mean the last passkey or the capacity. */
export const mayBeLimit = (error: unknown): error is PasskeyError =>
  isPasskeyError(error) && error.inferred && [400, 403, 409, 422].includes(error.status ?? 0);

/** True if the user has as many passkeys as are allowed, as far as the limit is known. */
export function isAtCapacity(profile: SelfProfile, configured: number | undefined): boolean {
  const capacity = readCapacity(profile, configured);
  return capacity !== undefined && listPasskeyRecords(profile).length >= capacity;
}

/** True if the list consists of this one passkey. */
export function isOnlyPasskey(profile: SelfProfile, id: string): boolean {
  const [first, ...others] = listPasskeyRecords(profile);
  return first?.id === id && others.length === 0;
}

/**
 * True for a begin that the other family may answer. A 403 that an old authentication may explain is not one of them.
 *
 * @param isRecent the authentication is known to be younger than `maxAge`
 */
export function mayBeWrongFamily(error: unknown, isRecent: boolean): error is PasskeyError {
  if (!isPasskeyError(error)) return false;
  if (error.code === 'mode_mismatch') return true;
  return error.inferred && (isRecent ? [400, 403, 404, 422] : [400, 404, 422]).includes(error.status ?? 0);
}

/**
 * True if the age of the authentication was only inferred as the reason, and the token of the refused call shows that
 * it was younger than `maxAge`.
 */
export function isRecentlyAuthenticated({ clock, http }: ClientContext, error: PasskeyError): boolean {
  if (!error.inferred) return false;
  const { authTime } = readClaims(refusedToken(error));
  const serverNow = clock.now() + (http.clockDifference() ?? 0);
  return authTime !== undefined && serverNow / 1000 - authTime < maxAge;
}

/** The same refusal with a code that fits better; still `inferred`. */
export function withCode(error: PasskeyError, code: PasskeyErrorCode): PasskeyError {
  const { message, cause, status, serverCode, retryAfter } = error;
  return new PasskeyError(code, message, {
    cause,
    inferred: true,
    ...(status !== undefined && { status }),
    ...(serverCode !== undefined && { serverCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}
