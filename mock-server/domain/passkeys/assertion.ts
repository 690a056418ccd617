import { own } from '../../store/lookup.ts';
import type { Passkey, Pool, User } from '../../store/state.ts';
import { Malformed, NotVerified, type ParsedAssertion, verifyAssertion } from '../../webauthn/index.ts';
import { markChanged } from '../accounts/etag.ts';
import type { Realm } from '../context.ts';
import { notVerified } from '../error.ts';
import { relyingPartyOf } from './relying-party.ts';

/** Verifies an assertion with its passkey, records the use, and gives the person it proves. */
export async function proveAssertion(
  realm: Realm,
  pool: Pool,
  passkey: Passkey,
  parsed: ParsedAssertion,
): Promise<User> {
  const { signCount } = passkey;
  const verified = await verify(realm, pool, passkey, parsed);
  // While that took its time, the passkey or its user may have gone, or its counter may have been used.
  const current = own(realm.state.passkeys, passkey.credentialId);
  const user = own(realm.state.users, passkey.userId);
  if (!current || user?.status !== 'active') throw notVerified('sign-in', new Error('gone or not active'));
  if (realm.rules.counter === 'reject' && current.signCount !== signCount) {
    throw notVerified('sign-in', new Error('signature counter used twice at once'));
  }
  current.signCount = verified.signCount;
  current.flags = {
    ...current.flags,
    backupState: verified.backupState,
    userVerified: verified.userVerified,
  };
  current.cloneWarning ||= verified.cloneWarning;
  current.lastUsedAt = realm.now();
  markChanged(realm, user);
  return user;
}

function verify(realm: Realm, pool: Pool, passkey: Passkey, parsed: ParsedAssertion) {
  const relyingParty = relyingPartyOf(realm, pool);
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
    requireUserVerification: realm.rules.userVerification === 'required',
    counter: realm.rules.counter,
    now: new Date(realm.now()),
  }).catch((error: unknown) => {
    // What is ill-formed too: it is looked at only where the passkey is known, which the answer must not tell.
    const isTheirs = error instanceof NotVerified || error instanceof Malformed;
    throw isTheirs ? notVerified('sign-in', error) : error;
  });
}
