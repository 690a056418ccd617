import type { SignInReply, TokenReply } from '../wire/contract.ts';
import type { Kit } from './kit.ts';
import type { SignInResult } from './passkeys.ts';
import { checkRedirect } from './redirect.ts';
import { subjectOf } from './subject.ts';

export interface ResultOptions {
  readonly by: 'password' | 'passkey';
  /** `cross-platform`: the passkey sits on another device, e.g. a phone. */
  readonly attachment?: AuthenticatorAttachment | undefined;
  /** Sees the tokens before anybody else; throws when they must not be used. */
  readonly accept?: ((tokens: TokenReply) => void) | undefined;
}

/**
 * What a sign-in came to. Tokens go to `onTokens`, before the caller hears of them.
 *
 * @throws PasskeyError `redirect_refused`
 */
export async function resultOf(
  { settings, session }: Kit,
  reply: SignInReply,
  { by, attachment, accept }: ResultOptions,
): Promise<SignInResult> {
  const crossDevice = attachment === 'cross-platform';
  if ('redirect_to' in reply) {
    const redirectTo = checkRedirect(reply.redirect_to, settings.redirectOrigins);
    return { is: 'redirect', redirectTo, crossDevice };
  }
  accept?.(reply);
  const subject = subjectOf(reply.id_token ?? reply.access_token);
  session.subject = subject;
  session.signIns += 1;
  session.by = by;
  await settings.onTokens?.(reply);
  return { is: 'tokens', tokens: reply, crossDevice, ...(subject && { subject }) };
}
