import { forget } from '../store/lookup.ts';
import type { Realm } from './realm.ts';

/** Removes what is over from a collection of things that end. */
export function dropExpired(collection: Record<string, { expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of Object.entries(collection)) {
    if (expiresAt <= now) forget(collection, key);
  }
}

/** Removes everything that is over, so that a state that is kept for months does not grow by it. */
export function dropAllExpired(realm: Realm): void {
  const { ceremonies, transactions, grants, codes, replies, sessions, authorizationCodes } = realm.state;
  for (const collection of [ceremonies, transactions, grants, codes, replies, sessions, authorizationCodes]) {
    dropExpired(collection, realm.now());
  }
}
