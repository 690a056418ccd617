import type { User } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

/** Marks that something that readers of this user can see is different now. */
export function touch(context: RequestContext, user: User): void {
  user.revision += 1;
  user.updatedAt = context.now();
}

/** Strong validator of a user's representation (RFC 9110, section "ETag"). */
export function entityTag(user: User): string {
  return `"${user.id.slice(0, 8)}-${user.revision}"`;
}

/** Refuses a call that was made up from an older state, a read too (RFC 9110, section "If-Match"). */
export function requireMatch(user: User, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes(entityTag(user))) {
    throw apiError('precondition_failed', 'The user has changed since that ETag was read.');
  }
}
