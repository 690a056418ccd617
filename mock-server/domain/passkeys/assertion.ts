import { getOwn } from '../../store/lookup.ts';
import type { Ceremony, Passkey, Pool, User } from '../../store/state.ts';
import { Malformed, NotVerified, type ParsedAssertion, verifyAssertion } from '../../webauthn/index.ts';
import { touch } from '../accounts/etag.ts';
import type { RequestContext } from '../context.ts';
import { apiError, notVerified } from '../error.ts';
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
    // Malformed data too: it is parsed only where the passkey is known, which the answer must not reveal.
    const isTheirs = error instanceof NotVerified || error instanceof Malformed;
    throw isTheirs ? notVerified('sign-in', error) : error;
  });
}

/**
 * The passkey of an assertion, if this ceremony accepts it. Only Smart reveals that a credential is unknown: to ask, a
 * caller must hold it.
 */
export function requireClaimedPasskey(
  context: RequestContext,
  pool: Pool,
  ceremony: Ceremony,
  { credentialId, userHandle }: ParsedAssertion,
): Passkey {
  const smart = ceremony.family === 'usernameless_webauthn';
  const passkey = getOwn(context.state.passkeys, credentialId);
  const owner = passkey && getOwn(context.state.users, passkey.userId);
  if (!passkey || !owner || passkey.poolId !== pool.id) {
    throw smart
      ? apiError('unknown_credential', 'This passkey is not known here.')
      : unfit('unknown credential');
  }
  if (passkey.family !== ceremony.family) throw unfit('credential of the other mode');
  if (ceremony.allow?.includes(credentialId) === false) throw unfit('credential that was not asked for');
  const { rpId = ceremony.relyingParty.id } = passkey;
  if (rpId !== ceremony.relyingParty.id) throw unfit('credential of another Relying Party ID');
  if (smart && userHandle === undefined) throw unfit('no user handle');
  if (userHandle !== undefined && userHandle !== owner.handle) throw unfit('user handle of somebody else');
  const expected = smart ? (ceremony.userId ?? owner.id) : ceremony.userId;
  if (expected !== owner.id) throw unfit('credential of somebody else');
  return passkey;
}

/** A refusal that does not reveal its reason to the caller. */
export function unfit(reason: string) {
  return notVerified('sign-in', new Error(reason));
}
