import type { CredentialAssertion, SignInReply } from '../../../src/api/contract.ts';
import { findUser, getOwn, identifierKey, listPasskeys, primaryIdentifier } from '../../store/lookup.ts';
import type { Ceremony, Passkey, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import { type ParsedAssertion, parseAssertion } from '../../webauthn/index.ts';
import { proveAssertion, requireClaimedPasskey, unfit } from './assertion.ts';
import { countAttempt, resetAttempts } from '../accounts/rate-limit.ts';
import { issueChallenge, challengeLifetime, consumeChallenge } from './challenges.ts';
import { descriptor } from './creation-options.ts';
import { fakeCredential } from './fake-credential.ts';
import { completeSignIn } from '../oauth/complete-sign-in.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import { isConnected } from '../accounts/entities.ts';
import type { RequestContext } from '../context.ts';
import { apiError, challengeExpired } from '../error.ts';
import { toSignInPlace, type SignInContext } from '../oauth/transactions.ts';

/** Options for the browser: Classic with the user's credential IDs, Smart without any. */
export async function beginAuthentication(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  place: SignInContext,
  identifier: unknown,
): Promise<CredentialAssertion> {
  requireSignInPlace(place, pool, family);
  const about = await whoSignsIn(context, pool, family, place, identifier);
  const ceremony = issueChallenge(context, pool, {
    purpose: 'sign-in',
    family,
    workspaceId: place.workspace.id,
    ...(place.transaction ? { transactionId: place.transaction.id } : {}),
    ...about.ceremony,
    ...(about.allow ? { allow: about.allow.map(({ credentialId }) => credentialId) } : {}),
  });
  return {
    publicKey: {
      challenge: ceremony.challenge,
      timeout: challengeLifetime,
      rpId: ceremony.relyingParty.id,
      ...(about.allow ? { allowCredentials: about.allow.map(descriptor) } : {}),
      userVerification: context.rules.userVerification,
    },
  };
}

/**
 * Verifies the assertion and completes the sign-in. Every reason to refuse has the same answer.
 * @param expected `transactionId`: the sign-in that the challenge must belong to
 */
export async function completeAuthentication(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  body: unknown,
  expected: { readonly transactionId?: string } = {},
): Promise<SignInReply> {
  const parsed = parseAssertion(body);
  const ceremony = consumeChallenge(context, parsed.challenge, {
    purpose: 'sign-in',
    family,
    poolId: pool.id,
    ...expected,
  });
  const place = ceremony && (await toSignInPlace(context, ceremony));
  if (!ceremony || !place) throw challengeExpired('sign-in');
  requireSignInPlace(place, pool, family);
  requireBoundToFirstFactor(place, ceremony);
  const guessed = `passkey:${pool.id}:${whoIsGuessed(context, ceremony, parsed)}`;
  countAttempt(context, guessed, context.rules.attempts.passkey);
  const passkey = requireClaimedPasskey(context, pool, ceremony, parsed);
  const user = await proveAssertion(context, ceremony, passkey, parsed);
  resetAttempts(context, guessed);
  const amr = [...(place.transaction?.firstFactor?.amr ?? []), 'pop'];
  return completeSignIn(context, place, { userId: user.id, at: context.now(), amr });
}

function requireSignInPlace(
  { workspace, transaction }: SignInContext,
  pool: Pool,
  family: PasskeyMechanism,
): void {
  if (!isConnected(workspace, pool)) throw apiError('not_found', 'The workspace does not use this pool.');
  requireMechanism(workspace, pool, family, transaction?.firstFactor ? 'second' : 'first');
}

/** Refuses a challenge from before the first factor: it names no user, and another person's passkey could answer it. */
function requireBoundToFirstFactor({ transaction }: SignInContext, { userId }: Ceremony): void {
  const known = knownPerson(transaction);
  if (known !== undefined && known !== userId) throw unfit('challenge from before the first factor');
}

/** The only user who can go on with a transaction: they gave the first factor, or are asked to authenticate again. */
function knownPerson(transaction: SignInContext['transaction']): string | undefined {
  return transaction?.firstFactor?.userId ?? transaction?.personId;
}

/** Counted alike whether or not the identifier has a user, so that a 429 does not reveal it. */
function whoIsGuessed(
  context: RequestContext,
  { userId, identifier }: Ceremony,
  { credentialId }: ParsedAssertion,
): string {
  const named = userId ?? (identifier === undefined ? undefined : identifierKey(identifier));
  return named ?? getOwn(context.state.passkeys, credentialId)?.userId ?? credentialId;
}

type Known = Pick<Ceremony, 'userId' | 'identifier'>;
type Allowed = readonly Pick<Passkey, 'credentialId' | 'transports'>[];

/** The passkeys that the browser may use: none named in Smart; in Classic those of a user, who may not exist. */
async function whoSignsIn(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  { transaction }: SignInContext,
  identifier: unknown,
): Promise<{ readonly ceremony: Known; readonly allow?: Allowed }> {
  const proved = getOwn(context.state.users, knownPerson(transaction) ?? '');
  if (family === 'usernameless_webauthn') return { ceremony: proved ? { userId: proved.id } : {} };
  const typed = (proved && primaryIdentifier(proved)) ?? identifier;
  if (typeof typed !== 'string' || typed.trim() === '' || typed.length > 256) {
    throw apiError('invalid_request', 'identifier must be a string of 1 to 256 characters.');
  }
  const fake = await fakeCredential(context, pool.id, typed);
  const user = proved ?? findUser(context.state, 'identifier', pool.id, typed);
  const usable = user?.status === 'active' ? familyPasskeys(context, user, family) : [];
  return {
    ceremony: { identifier: typed, ...(user ? { userId: user.id } : {}) },
    allow: usable.length > 0 ? usable : [fake],
  };
}

function familyPasskeys(context: RequestContext, user: User, family: PasskeyMechanism): Passkey[] {
  return listPasskeys(context.state, user).filter((passkey) => passkey.family === family);
}
