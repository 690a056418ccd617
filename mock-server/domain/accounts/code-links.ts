import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Pool, User } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';
import { wrongCode } from './one-time-codes.ts';

/** The user of an extended code, from a link that was sent to them. It stays good. @throws 401 */
export function requireLinkedUser(context: RequestContext, pool: Pool, code: string): User {
  const sent = Object.values(context.state.codes).find(({ extendedCode }) => extendedCode === code);
  const user = sent && getOwn(context.state.users, sent.userId);
  if (sent?.poolId !== pool.id || sent.expiresAt <= context.now() || user?.status !== 'active') {
    throw wrongCode();
  }
  return user;
}

/** Ends the codes of a user. */
export function dropCode(context: RequestContext, user: User): void {
  deleteKey(context.state.codes, user.id);
}
