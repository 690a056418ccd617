import type { CredentialCreation, SignInReply } from '../../../src/api/contract.ts';
import { addUser, isTaken } from '../../store/lookup.ts';
import type { Ceremony, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import { beginCeremony } from './challenges.ts';
import { creationOptions } from './creation-options.ts';
import { addPasskey, verifyNew } from './registration.ts';
import { finishSignIn } from '../oauth/complete-sign-in.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import { isConnected } from '../accounts/entities.ts';
import { newId, newSecret, type Realm } from '../context.ts';
import { challengeExpired, refusal } from '../error.ts';
import { placeOf, type SignInPlace } from '../oauth/transactions.ts';

/** Options for the first passkey of somebody who has no account yet. */
export function beginSignUp(
  realm: Realm,
  pool: Pool,
  family: PasskeyMechanism,
  { workspace, transaction }: SignInPlace,
  wanted: unknown,
): CredentialCreation {
  if (!isConnected(workspace, pool)) throw refusal('not_found', 'The workspace does not use this pool.');
  requireMechanism(workspace, pool, family, 'first');
  const identifier = newIdentifier(wanted);
  requireFree(realm, pool, identifier);
  const account = { name: identifier, displayName: identifier, handle: newSecret(realm) };
  const ceremony = beginCeremony(realm, {
    purpose: 'sign-up',
    family,
    poolId: pool.id,
    workspaceId: workspace.id,
    ...(transaction ? { transactionId: transaction.id } : {}),
    identifier,
    handle: account.handle,
  });
  return creationOptions(realm, pool, ceremony, account, []);
}

/** Makes the account with its passkey, and signs the person in. */
export async function completeSignUp(
  realm: Realm,
  pool: Pool,
  family: PasskeyMechanism,
  body: unknown,
): Promise<SignInReply> {
  const about = { purpose: 'sign-up', family, poolId: pool.id } as const;
  const { ceremony, made } = await verifyNew(realm, pool, about, body);
  const place = await placeOf(realm, ceremony);
  if (!place) throw challengeExpired('enrolment');
  requireMechanism(place.workspace, pool, family, 'first');
  const user = newUser(realm, pool, ceremony);
  requireFree(realm, pool, user.name);
  addPasskey(realm, user, pool, family, made);
  addUser(realm.state, user);
  return finishSignIn(realm, place, { userId: user.id, at: realm.now(), amr: ['pop'] });
}

function newIdentifier(wanted: unknown): string {
  const identifier = typeof wanted === 'string' ? wanted.trim() : '';
  if (identifier === '' || identifier.length > 256 || /[\p{Cc}\p{Cs}\p{Cf}]/u.test(identifier)) {
    throw refusal('invalid_request', 'identifier must be a string of 1 to 256 visible characters.');
  }
  return identifier;
}

function requireFree(realm: Realm, pool: Pool, identifier: string): void {
  if (isTaken(realm.state, pool.id, identifier)) {
    throw refusal('user_exists', 'There is an account with this identifier.');
  }
}

function newUser(realm: Realm, pool: Pool, { identifier = '', handle = '' }: Ceremony): User {
  const now = realm.now();
  return {
    id: newId(realm),
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
