import { isPasskeyError, type PasskeyError } from '../../errors.ts';

/**
 * The server said no to a passkey just made, so it must not stay behind in the password manager. A challenge that
 * was used up, or a credential that is there already, may be the echo of a call whose answer was lost: browsers
 * send a POST again when a connection breaks.
 */
export function isRefusal(error: unknown): error is PasskeyError {
  if (!isPasskeyError(error) || error.status === undefined || error.status >= 500) return false;
  return error.code !== 'already_registered' && error.code !== 'challenge_expired';
}
