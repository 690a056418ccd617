/** Why a request came to no answer of the API's. */
import { PasskeyError } from '../errors.ts';
import type { Call } from './error-response.ts';

interface Asked {
  readonly call: Call;
  readonly url: string;
}

/** A browser hides the status of a redirect that it was told not to follow (Fetch, section 2.2.6 "Responses"). */
export const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);

/**
 * Not followed, because a 307 or 308 would take a password, a token or a client secret to another origin. Without a
 * status: it is no answer to what was asked.
 */
export function redirected({ call, url }: Asked): PasskeyError {
  return new PasskeyError(
    'bad_response',
    `${call} was answered with a redirect by ${url}, which is not followed: give the address that answers itself.`,
  );
}

/** `fetch` tells a network failure and a CORS refusal apart only on the developer's console. */
export function unreachable(cause: unknown, { call, url }: Asked): PasskeyError {
  return lost(cause, call, `${call} did not reach ${url}, or CORS there does not allow this page's origin.`);
}

export function lost(cause: unknown, call: Call, message: string): PasskeyError {
  if (isOffline()) return new PasskeyError('offline', `${call}: this browser is offline.`, { cause });
  return new PasskeyError('server_error', message, { cause, inferred: true });
}

export const isOffline = (): boolean => globalThis.navigator?.onLine === false;
