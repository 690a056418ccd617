import { forget, own } from '../../store/lookup.ts';
import type { Ceremony } from '../../store/state.ts';
import { newSecret, type Realm } from '../context.ts';

/** Milliseconds that a challenge lives; also the `timeout` that the browser is told. */
export const ceremonyLifetime = 300_000;

/** Remembers what a new challenge is for. */
export function beginCeremony(realm: Realm, about: Omit<Ceremony, 'challenge' | 'expiresAt'>): Ceremony {
  const ceremony = { ...about, challenge: newSecret(realm), expiresAt: realm.now() + ceremonyLifetime };
  realm.state.ceremonies[ceremony.challenge] = ceremony;
  return ceremony;
}

/**
 * Takes the ceremony of that challenge, if it was issued for just this: nobody can take it a second time, however
 * the attempt ends. `undefined`: unknown, used, expired, or issued for something else.
 */
export function takeCeremony(
  realm: Realm,
  challenge: string,
  expected: { readonly [Member in keyof Ceremony]?: Ceremony[Member] | undefined },
): Ceremony | undefined {
  const ceremony = own(realm.state.ceremonies, challenge);
  if (!ceremony || ceremony.expiresAt <= realm.now()) return undefined;
  const fits = (Object.keys(expected) as (keyof Ceremony)[]).every((key) => ceremony[key] === expected[key]);
  if (!fits) return undefined;
  forget(realm.state.ceremonies, challenge);
  return ceremony;
}
