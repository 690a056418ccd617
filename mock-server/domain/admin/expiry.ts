import { deleteKey } from '../../store/lookup.ts';
import type { RequestContext } from '../context.ts';

/** Milliseconds between two rounds. */
const pause = 60_000;

/**
 * Removes everything that is over, so that a state that is kept for months does not grow by it. Nobody relies on
 * that: whoever takes something that ends looks at its end.
 */
function dropExpired(context: RequestContext): void {
  const now = context.now();
  const { ceremonies, transactions, grants, codes, attempts, replies, sessions, authorizationCodes } =
    context.state;
  const { revoked = {} } = context.state;
  const signIns = [transactions, sessions, authorizationCodes, grants, revoked];
  const ending = [ceremonies, codes, attempts, replies, ...signIns];
  for (const collection of ending) {
    for (const [key, { expiresAt }] of Object.entries(collection)) {
      if (expiresAt <= now) deleteKey(collection, key);
    }
  }
}

/** Goes round at the first call, and then once a minute: a round looks at everything that ends. */
export function sweepExpired(): (context: RequestContext) => void {
  let last = -Infinity;
  return (context) => {
    // Whichever way: a reset turns the clock back.
    if (Math.abs(context.now() - last) < pause) return;
    last = context.now();
    dropExpired(context);
  };
}
