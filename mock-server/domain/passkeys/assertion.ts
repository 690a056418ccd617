import { getOwn } from '../../store/lookup.ts';
import type { Ceremony, Passkey, User } from '../../store/state.ts';
import { Malformed, NotVerified, type ParsedAssertion, verifyAssertion } from '../../webauthn/index.ts';
import { touch } from '../accounts/etag.ts';
import type { RequestContext } from '../context.ts';
import { notVerified } from '../error.ts';
import type { RelyingParty } from './relying-party.ts';

/** Verifies an assertion with its passkey, records the use, and gives the person it proves. */
export async function proveAssertion(
  context: RequestContext,
  { relyingParty }: Ceremony,
  passkey: Passkey,
  parsed: ParsedAssertion,
): Promise<User> {
  const { signCount } = passkey;
  const verified = await verify(context, relyingParty, passkey, parsed);
  // While that took its time, the passkey or its user may have gone, or its counter may have been used.
  const current = getOwn(context.state.passkeys, passkey.credentialId);
  const user = getOwn(context.state.users, passkey.userId);
  if (!current || user?.status !== 'active') throw notVerified('sign-in', new Error('gone or not active'));
  if (context.rules.counter === 'reject' && current.signCount !== signCount) {
    throw notVerified('sign-in', new Error('signature counter used twice at once'));
  }
  current.signCount = verified.signCount;
  current.flags = {
    ...current.flags,
    backupState: verified.backupState,
    userVerified: verified.userVerified,
  };
  current.cloneWarning ||= verified.cloneWarning;
  current.lastUsedAt = context.now();
  touch(context, user);
  return user;
}

function verify(
  context: RequestContext,
  relyingParty: RelyingParty,
  passkey: Passkey,
  parsed: ParsedAssertion,
) {
  const stored = {
    credentialId: passkey.credentialId,
    publicKey: passkey.publicKey,
    signCount: passkey.signCount,
    backupEligible: passkey.flags.backupEligible,
    transports: passkey.transports,
  };
  return verifyAssertion(parsed, stored, {
    challenge: parsed.challenge,
    origins: relyingParty.origins,
    rpId: relyingParty.id,
    requireUserVerification: context.rules.userVerification === 'required',
    counter: context.rules.counter,
    now: new Date(context.now()),
  }).catch((error: unknown) => {
    // What is ill-formed too: it is looked at only where the passkey is known, which the answer must not tell.
    const isTheirs = error instanceof NotVerified || error instanceof Malformed;
    throw isTheirs ? notVerified('sign-in', error) : error;
  });
}
