import { PasskeyError } from '../../errors.ts';
import type { SignInReply, TokenReply } from '../../api/contract.ts';
import type { FormReply } from '../../api/sign-in.ts';
import { readSubject } from '../access-token.ts';
import type { ClientContext } from '../context.ts';
import type { SignInResult } from '../types.ts';
import { postForm, type FormFields } from './hosted-page.ts';
import { checkRedirect } from './redirect.ts';

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
  { settings, session }: Pick<ClientContext, 'settings' | 'session'>,
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
  const subject = readSubject(reply.id_token ?? reply.access_token);
  session.subject = subject;
  session.count += 1;
  session.by = by;
  await settings.onTokens?.(reply);
  return { is: 'tokens', tokens: reply, crossDevice, ...(subject && { subject }) };
}

const unprovedByRedirect = (): PasskeyError =>
  new PasskeyError(
    'reauthentication_required',
    'The step-up was answered with a redirect: only tokens prove who authenticated.',
  );
