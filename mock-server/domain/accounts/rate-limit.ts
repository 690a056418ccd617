import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

const window = 5 * 60_000;

/**
 * Counts one guess at something and refuses with 429 when there were too many. It is counted before it is
 * judged, so that guesses made at once are counted too; `resetAttempts` clears the count after a right one.
 */
export function countAttempt(context: RequestContext, guessed: string, most: number): void {
  const { attempts } = context.state;
  const now = context.now();
  const earlier = getOwn(attempts, guessed);
  const current = earlier && earlier.expiresAt > now ? earlier : { count: 0, expiresAt: now + window };
  if (current.count >= most) {
    const retryAfter = Math.ceil((current.expiresAt - now) / 1000);
    throw apiError('rate_limited', 'Too many attempts. Try again later.', { retryAfter });
  }
  attempts[guessed] = { count: current.count + 1, expiresAt: current.expiresAt };
}

export function resetAttempts(context: RequestContext, guessed: string): void {
  deleteKey(context.state.attempts, guessed);
}
