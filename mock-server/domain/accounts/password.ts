import type { PasswordReply } from '../../../src/api/contract.ts';
import { findUser } from '../../store/lookup.ts';
import { isPassword, nobodysPassword } from '../../store/password-hash.ts';
import type { Authentication, Pool, User } from '../../store/state.ts';
import { countAttempt, forgiveAttempts } from './rate-limit.ts';
import { finishSignIn } from '../oauth/complete-sign-in.ts';
import { effective, requireMechanism } from './mechanisms.ts';
import { isConnected } from './entities.ts';
import type { Realm } from '../context.ts';
import { Refusal, refusal } from '../error.ts';
import { openTransaction, type SignInPlace } from '../oauth/transactions.ts';

/** A right password ends the sign-in, or asks for the second factor that the pool wants. */
export async function signInWithPassword(
  realm: Realm,
  pool: Pool,
  place: SignInPlace,
  body: Readonly<Record<string, unknown>>,
): Promise<PasswordReply> {
  const { identifier, password } = body;
  if (typeof identifier !== 'string' || typeof password !== 'string') {
    throw refusal('invalid_request', 'The body needs identifier and password, both strings.');
  }
  if (!isConnected(place.workspace, pool))
    throw refusal('not_found', 'The workspace does not use this pool.');
  requireMechanism(place.workspace, pool, 'password', 'first');
  const user = await requirePassword(realm, pool, identifier, password);
  const authentication = { userId: user.id, at: realm.now(), amr: ['pwd'] };
  const mechanisms = effective(pool.secondFactors, place.workspace);
  if (mechanisms.length === 0) return finishSignIn(realm, place, authentication);
  const { id, state } = rememberFirstFactor(realm, place, authentication);
  return { second_factor: { mechanisms, login_id: id, login_state: state } };
}

async function requirePassword(
  realm: Realm,
  pool: Pool,
  identifier: string,
  password: string,
): Promise<User> {
  const guessed = `password:${pool.id}:${identifier.trim().toLowerCase()}`;
  countAttempt(realm, guessed, realm.rules.attempts.password);
  const user = findUser(realm.state, 'identifier', pool.id, identifier);
  const right = await isPassword(password, user?.password ?? nobodysPassword);
  if (!user || !right || user.status !== 'active') {
    throw new Refusal(401, 'verification_failed', 'The identifier or the password is wrong.');
  }
  forgiveAttempts(realm, guessed);
  return user;
}

function rememberFirstFactor(
  realm: Realm,
  { workspace, transaction }: SignInPlace,
  firstFactor: Authentication,
) {
  if (!transaction) return openTransaction(realm, { workspaceId: workspace.id, firstFactor });
  transaction.firstFactor = firstFactor;
  return transaction;
}
