import type { PasswordReply } from '../../../src/api/contract.ts';
import { findUser, identifierKey } from '../../store/lookup.ts';
import { isPassword, nobodysPassword } from '../../store/password-hash.ts';
import type { Authentication, Pool, User } from '../../store/state.ts';
import { countAttempt, resetAttempts } from './rate-limit.ts';
import { completeSignIn } from '../oauth/complete-sign-in.ts';
import { effective, requireMechanism } from './mechanisms.ts';
import { isConnected } from './entities.ts';
import type { RequestContext } from '../context.ts';
import { ApiError, apiError } from '../error.ts';
import { openTransaction, type SignInContext } from '../oauth/transactions.ts';

/** A right password ends the sign-in, or asks for the second factor that the pool wants. */
export async function signInWithPassword(
  context: RequestContext,
  pool: Pool,
  place: SignInContext,
  { identifier, password }: { readonly identifier: string; readonly password: string },
): Promise<PasswordReply> {
  if (!isConnected(place.workspace, pool))
    throw apiError('not_found', 'The workspace does not use this pool.');
  requireMechanism(place.workspace, pool, 'password', 'first');
  const user = await requirePassword(context, pool, identifier, password);
  const { personId = user.id } = place.transaction ?? {};
  if (personId !== user.id) throw wrongPassword();
  const authentication = { userId: user.id, at: context.now(), amr: ['pwd'] };
  const mechanisms = effective(pool.secondFactors, place.workspace);
  if (pool.secondFactors.length === 0) return completeSignIn(context, place, authentication);
  if (mechanisms.length === 0) {
    throw apiError('mechanism_not_allowed', 'The pool asks for a second factor that is not active here.');
  }
  const { id, state } = rememberFirstFactor(context, place, authentication);
  return { second_factor: { mechanisms, login_id: id, login_state: state } };
}

async function requirePassword(
  context: RequestContext,
  pool: Pool,
  identifier: string,
  password: string,
): Promise<User> {
  const guessed = `password:${pool.id}:${identifierKey(identifier)}`;
  countAttempt(context, guessed, context.rules.attempts.password);
  const user = findUser(context.state, 'identifier', pool.id, identifier);
  const right = await isPassword(password, user?.password ?? nobodysPassword);
  if (!user || !right || user.status !== 'active') {
    throw wrongPassword();
  }
  resetAttempts(context, guessed);
  return user;
}

function rememberFirstFactor(
  context: RequestContext,
  { workspace, transaction }: SignInContext,
  firstFactor: Authentication,
) {
  if (!transaction) return openTransaction(context, { workspaceId: workspace.id, firstFactor });
  transaction.firstFactor = firstFactor;
  return transaction;
}

function wrongPassword(): ApiError {
  return new ApiError(401, 'verification_failed', 'The identifier or the password is wrong.');
}
