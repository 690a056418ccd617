import { forget, own } from '../../store/lookup.ts';
import type { Realm } from '../context.ts';
import { refusal } from '../error.ts';

const window = 5 * 60_000;

/**
 * Counts one guess at something and refuses with 429 when there were too many. It is counted before it is
 * judged, so that guesses made at once are counted too; a right one is forgiven with `forgiveAttempts`.
 */
export function countAttempt(realm: Realm, guessed: string, most: number): void {
  const { attempts } = realm.state;
  const now = realm.now();
  const earlier = own(attempts, guessed);
  const current = earlier && earlier.expiresAt > now ? earlier : { count: 0, expiresAt: now + window };
  if (current.count >= most) {
    const retryAfter = Math.ceil((current.expiresAt - now) / 1000);
    throw refusal('rate_limited', 'Too many attempts. Try again later.', { retryAfter });
  }
  attempts[guessed] = { count: current.count + 1, expiresAt: current.expiresAt };
}

export function forgiveAttempts(realm: Realm, guessed: string): void {
  forget(realm.state.attempts, guessed);
}
