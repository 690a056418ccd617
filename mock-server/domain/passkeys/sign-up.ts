import type { CredentialCreation, SignInReply } from '../../../src/api/contract.ts';
import { addUser, isTaken } from '../../store/lookup.ts';
import type { Authentication, Ceremony, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import { issueChallenge } from './challenges.ts';
import { creationOptions } from './creation-options.ts';
import { addPasskey, verifyNew } from './registration.ts';
import { completeSignIn } from '../oauth/complete-sign-in.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import { isConnected } from '../accounts/entities.ts';
import { newId, newSecret, type RequestContext } from '../context.ts';
import { challengeExpired, apiError } from '../error.ts';
import { toSignInPlace, type SignInContext } from '../oauth/transactions.ts';

/** Options for the first passkey of a new account. */
export function beginSignUp(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  { workspace, transaction }: SignInContext,
  wanted: unknown,
): CredentialCreation {
  if (!isConnected(workspace, pool)) throw apiError('not_found', 'The workspace does not use this pool.');
  requireMechanism(workspace, pool, family, 'first');
  const identifier = newIdentifier(wanted);
  requireFree(context, pool, identifier);
  const account = { name: identifier, displayName: identifier, handle: newSecret(context) };
  const ceremony = issueChallenge(context, pool, {
    purpose: 'sign-up',
    family,
    workspaceId: workspace.id,
    ...(transaction ? { transactionId: transaction.id } : {}),
    identifier,
    handle: account.handle,
  });
  return creationOptions(context, ceremony, account, []);
}

/** Creates the account with its passkey, and signs the person in. */
export async function completeSignUp(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  body: unknown,
): Promise<SignInReply> {
  const { place, authentication } = await createAccount(context, pool, family, body);
  return completeSignIn(context, place, authentication);
}

/**
 * Creates the account with its passkey.
 * @param expected `transactionId`: the sign-in that the challenge must belong to
 */
export async function createAccount(
  context: RequestContext,
  pool: Pool,
  family: PasskeyMechanism,
  body: unknown,
  expected: { readonly transactionId?: string | undefined } = {},
): Promise<{ readonly place: SignInContext; readonly authentication: Authentication }> {
  const about = { purpose: 'sign-up', family, poolId: pool.id, ...expected } as const;
  const { ceremony, made } = await verifyNew(context, about, body);
  const place = await toSignInPlace(context, ceremony);
  if (!place) throw challengeExpired('enrolment');
  requireMechanism(place.workspace, pool, family, 'first');
  const user = newUser(context, pool, ceremony);
  requireFree(context, pool, user.name);
  addPasskey(context, user, pool, family, made);
  addUser(context.state, user);
  return { place, authentication: { userId: user.id, at: context.now(), amr: ['pop'] } };
}

function newIdentifier(wanted: unknown): string {
  const identifier = typeof wanted === 'string' ? wanted.trim() : '';
  if (identifier === '' || identifier.length > 256 || /[\p{Cc}\p{Cs}\p{Cf}]/u.test(identifier)) {
    throw apiError('invalid_request', 'identifier must be a string of 1 to 256 visible characters.');
  }
  return identifier;
}

function requireFree(context: RequestContext, pool: Pool, identifier: string): void {
  if (isTaken(context.state, pool.id, identifier)) {
    throw apiError('user_exists', 'There is an account with this identifier.');
  }
}

function newUser(context: RequestContext, pool: Pool, { identifier = '', handle = '' }: Ceremony): User {
  const now = context.now();
  return {
    id: newId(context),
    poolId: pool.id,
    status: 'active',
    handle,
    name: identifier,
    identifiers: [identifier],
    passkeys: [],
    addresses: identifier.includes('@') ? [{ address: identifier, verified: false }] : [],
    revision: 0,
    createdAt: now,
    updatedAt: now,
  };
}
