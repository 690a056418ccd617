import { fromPageRequest, isPasskeyError, PasskeyError } from '../errors.ts';
import { isTokenRefused } from './error-response.ts';

export interface TokenSettings {
  /** Read for each call that needs a token. The token is sent with that request and not stored. */
  readonly accessToken?: () => string | Promise<string>;
  /** Called when the server refuses an access token, before `accessToken` is read again. */
  readonly dropToken?: () => void;
}

/**
 * Sends a call with an access token; if the server refuses the token itself and `accessToken` gives another one, sends
 * the call once more. No other refusal is repeated: the server counts wrong codes.
 *
 * @param given used instead of `accessToken`, and never replaced
 * @throws PasskeyError `unauthorized` without a token, `offline` or `server_error` when `accessToken` did not get one
 *   from the page's server, `configuration` without `accessToken`; a `PasskeyError` that it throws is passed on
 */
export async function withBearerToken<T>(
  given: string | undefined,
  settings: TokenSettings,
  send: (token: string) => Promise<T>,
): Promise<T> {
  const token = await readToken(given, settings);
  try {
    return await send(token);
  } catch (error) {
    const isReplaceable = given === undefined && isPasskeyError(error) && canReplace(error, settings);
    if (!isReplaceable) throw withRefusedToken(error, token);
    settings.dropToken?.();
    const next = await readToken(undefined, settings);
    if (next === token) throw error;
    return send(next).catch((second: unknown) => {
      throw withRefusedToken(second, next);
    });
  }
}

/** Kept outside the errors, so that nothing that prints or sends an error finds a token in it. */
const refusedTokens = new WeakMap<PasskeyError, string>();

/** Records the access token of a call that was refused for an old authentication; a step-up finds the person by it. */
function withRefusedToken(error: unknown, token: string): unknown {
  if (isPasskeyError(error) && error.code === 'reauthentication_required') refusedTokens.set(error, token);
  return error;
}

/** The access token of a call that was refused for an old authentication. */
export const refusedToken = (error: PasskeyError): string | undefined => refusedTokens.get(error);

/** An owner of tokens that can drop one takes every `unauthorized` for a refused token; else only the published code is. */
const canReplace = (error: PasskeyError, { dropToken }: TokenSettings): boolean =>
  isTokenRefused(error) || (dropToken !== undefined && error.code === 'unauthorized');

/** RFC 6750, section 2.1 "Authorization Request Header Field". */
async function readToken(given: string | undefined, { accessToken }: TokenSettings): Promise<string> {
  if (given === undefined && !accessToken) {
    throw new PasskeyError('configuration', 'This call needs the option accessToken.');
  }
  let token: unknown;
  try {
    token = given ?? (await accessToken?.());
  } catch (cause) {
    throw isPasskeyError(cause) ? cause : (fromPageRequest(cause, 'accessToken') ?? noToken({ cause }));
  }
  if (typeof token === 'string' && /^[\w.~+/=-]+$/.test(token)) return token;
  if (typeof token === 'string' && token.trimStart().startsWith('<')) {
    throw new PasskeyError(
      'server_error',
      'accessToken gave a page of HTML, as a proxy answers without a server.',
    );
  }
  throw noToken();
}

const noToken = (details?: { readonly cause: unknown }): PasskeyError =>
  new PasskeyError('unauthorized', 'accessToken gave no bearer token.', details);
