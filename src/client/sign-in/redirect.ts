import { PasskeyError } from '../../errors.ts';
import { httpUrl } from '../../api/issuer.ts';

/**
 * Validates the address that a sign-in leads to. The page follows it.
 *
 * @param redirectTo as the server sent it
 * @param allowed origins: the issuer's, the page's own and those the integrator lists
 * @throws PasskeyError `redirect_refused` for everything that is not an absolute http(s) URL of one of them.
 *   Strings that browsers repair on their own (control characters, back slashes) are refused before the parser
 *   can repair them: URL Standard, section 4.4 "URL parsing".
 */
export function checkRedirect(redirectTo: unknown, allowed: readonly string[]): URL {
  if (typeof redirectTo !== 'string' || !plainHttp.test(redirectTo)) throw refused();
  const url = httpUrl(redirectTo);
  if (!url || url.username || url.password || !allowed.includes(url.origin)) throw refused(url?.origin);
  return url;
}

/** Absolute, and free of white space, control characters and back slashes. */
// oxlint-disable-next-line no-control-regex -- the expression excludes control characters
const plainHttp = /^https?:\/\/[^\\\s\u0000-\u001f\u007f]+$/i;

function refused(origin?: string): PasskeyError {
  const why = origin
    ? `its origin ${origin} is not allowed: list it in redirectOrigins if it is yours`
    : 'it is not a plain absolute URL';
  return new PasskeyError('redirect_refused', `The server's redirect_to is not followed: ${why}.`);
}
