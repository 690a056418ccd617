import type { CredentialAssertion, SignInReply } from '../../../src/api/contract.ts';
import { own, findUser, passkeysOf } from '../../store/lookup.ts';
import type { Ceremony, Passkey, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import { type ParsedAssertion, parseAssertion } from '../../webauthn/index.ts';
import { proveAssertion } from './assertion.ts';
import { countAttempt, forgiveAttempts } from '../accounts/rate-limit.ts';
import { beginCeremony, ceremonyLifetime, takeCeremony } from './challenges.ts';
import { descriptor } from './creation-options.ts';
import { decoyPasskey } from './fake-credential.ts';
import { finishSignIn } from '../oauth/complete-sign-in.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import { isConnected } from '../accounts/entities.ts';
import type { Realm } from '../context.ts';
import { challengeExpired, notVerified, refusal } from '../error.ts';
import { relyingPartyOf } from './relying-party.ts';
import { placeOf, type SignInPlace } from '../oauth/transactions.ts';

/** Options for the browser: Classic with the user's credential IDs, Smart without any. */
export async function beginSignIn(
  realm: Realm,
  pool: Pool,
  family: PasskeyMechanism,
  place: SignInPlace,
  identifier: unknown,
): Promise<CredentialAssertion> {
  requirePlace(place, pool, family);
  const about = await whoSignsIn(realm, pool, family, place, identifier);
  const ceremony = beginCeremony(realm, {
    purpose: 'sign-in',
    family,
    poolId: pool.id,
    workspaceId: place.workspace.id,
    ...(place.transaction ? { transactionId: place.transaction.id } : {}),
    ...about.ceremony,
  });
  return {
    publicKey: {
      challenge: ceremony.challenge,
      timeout: ceremonyLifetime,
      rpId: relyingPartyOf(realm, pool).id,
      ...(about.allow ? { allowCredentials: about.allow.map(descriptor) } : {}),
      userVerification: realm.rules.userVerification,
    },
  };
}

/** Verifies the assertion and ends the sign-in, or asks nothing more than one answer for every reason. */
export async function completeSignIn(
  realm: Realm,
  pool: Pool,
  family: PasskeyMechanism,
  body: unknown,
): Promise<SignInReply> {
  const parsed = parseAssertion(body);
  const ceremony = takeCeremony(realm, parsed.challenge, { purpose: 'sign-in', family, poolId: pool.id });
  const place = ceremony && (await placeOf(realm, ceremony));
  if (!ceremony || !place) throw challengeExpired('sign-in');
  requirePlace(place, pool, family);
  requireBoundToFirstFactor(place, ceremony);
  const guessed = `passkey:${pool.id}:${whoIsGuessed(realm, ceremony, parsed)}`;
  countAttempt(realm, guessed, realm.rules.attempts.passkey);
  const passkey = requirePasskey(realm, pool, ceremony, parsed);
  const user = await proveAssertion(realm, pool, passkey, parsed);
  forgiveAttempts(realm, guessed);
  const amr = [...(place.transaction?.firstFactor?.amr ?? []), 'pop'];
  return finishSignIn(realm, place, { userId: user.id, at: realm.now(), amr });
}

function requirePlace({ workspace, transaction }: SignInPlace, pool: Pool, family: PasskeyMechanism): void {
  if (!isConnected(workspace, pool)) throw refusal('not_found', 'The workspace does not use this pool.');
  requireMechanism(workspace, pool, family, transaction?.firstFactor ? 'second' : 'first');
}

/** A challenge from before the password was given belongs to nobody: another person's passkey could answer it. */
function requireBoundToFirstFactor({ transaction }: SignInPlace, { userId }: Ceremony): void {
  const proved = transaction?.firstFactor?.userId;
  if (proved !== undefined && proved !== userId) throw unfit('challenge from before the first factor');
}

/** Counted alike whether or not Classic knows somebody of that identifier: a 429 must not tell. */
function whoIsGuessed(
  realm: Realm,
  { userId, identifier }: Ceremony,
  { credentialId }: ParsedAssertion,
): string {
  const named = userId ?? identifier?.trim().toLowerCase();
  return named ?? own(realm.state.passkeys, credentialId)?.userId ?? credentialId;
}

type Known = Pick<Ceremony, 'userId' | 'identifier'>;
type Allowed = readonly Pick<Passkey, 'credentialId' | 'transports'>[];

/** Whose passkeys the browser may use. Smart names none; whom Classic names may not even exist. */
async function whoSignsIn(
  realm: Realm,
  pool: Pool,
  family: PasskeyMechanism,
  { transaction }: SignInPlace,
  identifier: unknown,
): Promise<{ readonly ceremony: Known; readonly allow?: Allowed }> {
  const proved = transaction?.firstFactor && own(realm.state.users, transaction.firstFactor.userId);
  if (family === 'usernameless_webauthn') return { ceremony: proved ? { userId: proved.id } : {} };
  const typed = proved?.identifiers[0] ?? identifier;
  if (typeof typed !== 'string' || typed.trim() === '' || typed.length > 256) {
    throw refusal('invalid_request', 'identifier must be a string of 1 to 256 characters.');
  }
  const decoy = await decoyPasskey(realm, pool.id, typed);
  const user = proved ?? findUser(realm.state, 'identifier', pool.id, typed);
  const usable = user?.status === 'active' ? passkeysOfFamily(realm, user, family) : [];
  return {
    ceremony: { identifier: typed, ...(user ? { userId: user.id } : {}) },
    allow: usable.length > 0 ? usable : [decoy],
  };
}

function passkeysOfFamily(realm: Realm, user: User, family: PasskeyMechanism): Passkey[] {
  return passkeysOf(realm.state, user).filter((passkey) => passkey.family === family);
}

/**
 * The passkey that the assertion claims, when it may be used in this ceremony. Who is not told beforehand
 * (Smart) learns that a credential is unknown: only a holder of that credential can ask.
 */
function requirePasskey(
  realm: Realm,
  pool: Pool,
  ceremony: Ceremony,
  { credentialId, userHandle }: ParsedAssertion,
): Passkey {
  const smart = ceremony.family === 'usernameless_webauthn';
  const passkey = own(realm.state.passkeys, credentialId);
  const owner = passkey && own(realm.state.users, passkey.userId);
  if (!passkey || !owner || passkey.poolId !== pool.id) {
    throw smart
      ? refusal('unknown_credential', 'This passkey is not known here.')
      : unfit('unknown credential');
  }
  if (passkey.family !== ceremony.family) throw unfit('credential of the other mode');
  if (smart && userHandle === undefined) throw unfit('no user handle');
  if (userHandle !== undefined && userHandle !== owner.handle) throw unfit('user handle of somebody else');
  const expected = smart ? (ceremony.userId ?? owner.id) : ceremony.userId;
  if (expected !== owner.id) throw unfit('credential of somebody else');
  return passkey;
}

function unfit(reason: string) {
  return notVerified('sign-in', new Error(reason));
}
