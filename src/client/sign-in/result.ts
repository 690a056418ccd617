import { PasskeyError, fromPageRequest, isPasskeyError } from '../../errors.ts';
import type { SignInReply, TokenReply } from '../../api/contract.ts';
import type { FormReply } from '../../api/sign-in.ts';
import { readClaims } from '../../api/json.ts';
import type { ClientContext } from '../context.ts';
import type { SignInResult } from '../types.ts';
import { postForm, type FormFields } from './hosted-page.ts';
import { browserClock, withTimeout, type Clock } from '../../async.ts';
import { httpUrl } from '../../api/urls.ts';

export interface ResultOptions {
  readonly by: 'password' | 'passkey';
  /** `cross-platform`: the passkey is on another device, e.g. a phone. */
  readonly attachment?: AuthenticatorAttachment | undefined;
  /** Of a hosted page: fields of its form beside those of the reply. */
  readonly fields?: FormFields | undefined;
  /** Of a step-up: called with the tokens before `onTokens`; rejects if they must not be used. */
  readonly accept?: ((tokens: TokenReply) => Promise<void>) | undefined;
}

/**
 * The result of a sign-in. Tokens go to `onTokens` before the caller gets them.
 *
 * @throws PasskeyError `redirect_refused`, and `reauthentication_required` for a step-up that ends in a redirect
 */
export async function toSignInResult(
  { clock, settings, session }: Pick<ClientContext, 'clock' | 'settings' | 'session'>,
  reply: SignInReply | FormReply,
  { by, attachment, accept, fields }: ResultOptions,
): Promise<SignInResult> {
  const crossDevice = attachment === 'cross-platform';
  if ('form' in reply) {
    if (accept) throw unprovedByRedirect();
    postForm(settings, { ...reply.form, ...fields }, reply.url);
    return { is: 'redirecting', crossDevice };
  }
  if ('redirect_to' in reply) {
    if (accept) throw unprovedByRedirect();
    const redirectTo = checkRedirect(reply.redirect_to, settings.redirectOrigins);
    return { is: 'redirect', redirectTo, crossDevice };
  }
  if (accept) await accept(reply);
  const { subject } = readClaims(reply.id_token ?? reply.access_token);
  session.subject = subject;
  session.count += 1;
  session.by = by;
  if (settings.onTokens) await deliverTokens(settings.onTokens, reply, clock);
  return { is: 'tokens', tokens: reply, crossDevice, ...(subject && { subject }) };
}

const unprovedByRedirect = (): PasskeyError =>
  new PasskeyError(
    'reauthentication_required',
    'The step-up was answered with a redirect: only tokens prove who authenticated.',
  );

/** Milliseconds that `onTokens` may take. */
const deliveryTimeoutMs = 15_000;

const late = Symbol('late');

/**
 * Hands the tokens to the page and waits until it has stored them. A `Response` that the function returns counts: an
 * unsuccessful one means that the page's server did not take the tokens.
 *
 * @throws PasskeyError `offline` or `server_error` when the page's server is not reached, refuses or does not answer,
 *   `configuration` for another error in the function
 */
export async function deliverTokens(
  onTokens: (tokens: TokenReply) => unknown,
  tokens: TokenReply,
  clock: Clock = browserClock,
): Promise<void> {
  const delivered = await withTimeout(clock, deliveryTimeoutMs, callPage(onTokens, tokens), late);
  if (delivered === late) throw new PasskeyError('server_error', 'onTokens did not finish in time.');
  const refusal = fromPageRequest(delivered, 'onTokens');
  if (refusal) throw refusal;
}

async function callPage(onTokens: (tokens: TokenReply) => unknown, tokens: TokenReply): Promise<unknown> {
  try {
    return await onTokens(tokens);
  } catch (cause) {
    if (isPasskeyError(cause)) throw cause;
    const type = cause instanceof Error ? cause.name : typeof cause;
    throw (
      fromPageRequest(cause, 'onTokens') ??
      new PasskeyError('configuration', `The function onTokens of this page threw ${type}.`, { cause })
    );
  }
}

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
