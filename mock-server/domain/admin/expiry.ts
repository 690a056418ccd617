import { deleteKey } from '../../store/lookup.ts';
import type { RequestContext } from '../context.ts';

/** Milliseconds between two sweeps. */
const pause = 60_000;

/**
 * Removes expired records, so that a state that is kept for months does not grow. Readers still check `expiresAt`
 * themselves.
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

/** Sweeps at the first call, and then once a minute: a sweep visits every record that expires. */
export function sweepExpired(): (context: RequestContext) => void {
  let last = -Infinity;
  return (context) => {
    // In either direction: a reset turns the clock back.
    if (Math.abs(context.now() - last) < pause) return;
    last = context.now();
    dropExpired(context);
  };
}

/** Records that a test can let expire at once. */
export type Expiring = 'challenges' | 'sign-ins' | 'codes' | 'sessions';

/** Lets everything of a kind expire that has been given out so far. */
export function expireAll(context: RequestContext, what: Expiring): void {
  const { state } = context;
  if (what === 'challenges') state.ceremonies = {};
  if (what === 'codes') state.codes = {};
  if (what === 'sessions') state.sessions = {};
  // Not removed: the page of an expired sign-in leads back to the client.
  if (what === 'sign-ins') for (const one of Object.values(state.transactions)) one.endsAt = context.now();
}
