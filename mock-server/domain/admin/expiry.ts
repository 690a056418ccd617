import { forget } from '../../store/lookup.ts';
import type { Realm } from '../context.ts';

/** Milliseconds between two rounds. */
const pause = 60_000;

/**
 * Removes everything that is over, so that a state that is kept for months does not grow by it. Nobody relies on
 * that: whoever takes something that ends looks at its end.
 */
function dropExpired(realm: Realm): void {
  const now = realm.now();
  const { ceremonies, transactions, grants, codes, attempts, replies, sessions, authorizationCodes } =
    realm.state;
  const ending = [ceremonies, transactions, grants, codes, attempts, replies, sessions, authorizationCodes];
  for (const collection of ending) {
    for (const [key, { expiresAt }] of Object.entries(collection)) {
      if (expiresAt <= now) forget(collection, key);
    }
  }
}

/** Goes round at the first call, and then once a minute: a round looks at everything that ends. */
export function expiryRounds(): (realm: Realm) => void {
  let last = -Infinity;
  return (realm) => {
    // Whichever way: a reset turns the clock back.
    if (Math.abs(realm.now() - last) < pause) return;
    last = realm.now();
    dropExpired(realm);
  };
}
