import { forget } from '../store/lookup.ts';

/** Removes what is over from a collection of things that end. */
export function dropExpired(collection: Record<string, { expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of Object.entries(collection)) {
    if (expiresAt <= now) forget(collection, key);
  }
}
