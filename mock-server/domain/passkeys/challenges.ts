import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Ceremony, Pool } from '../../store/state.ts';
import { newSecret, type RequestContext } from '../context.ts';
import { resolveRelyingParty } from './relying-party.ts';

/** Milliseconds that a challenge lives; also the `timeout` of the options. */
export const challengeLifetime = 300_000;

type About = Omit<Ceremony, 'challenge' | 'expiresAt' | 'poolId' | 'relyingParty'>;

/** Issues a challenge for one purpose. */
export function issueChallenge(context: RequestContext, pool: Pool, about: About): Ceremony {
  const ceremony = {
    ...about,
    poolId: pool.id,
    relyingParty: resolveRelyingParty(context, pool),
    challenge: newSecret(context),
    expiresAt: context.now() + challengeLifetime,
  };
  context.state.ceremonies[ceremony.challenge] = ceremony;
  return ceremony;
}

/**
 * Takes the ceremony of that challenge, if it was issued for just this: it cannot be taken a second time, however
 * the attempt ends. `undefined`: unknown, used, expired, or issued for something else.
 */
export function consumeChallenge(
  context: RequestContext,
  challenge: string,
  expected: { readonly [Member in keyof Ceremony]?: Ceremony[Member] | undefined },
): Ceremony | undefined {
  const ceremony = getOwn(context.state.ceremonies, challenge);
  if (!ceremony || ceremony.expiresAt <= context.now()) return undefined;
  const fits = (Object.keys(expected) as (keyof Ceremony)[]).every((key) => ceremony[key] === expected[key]);
  if (!fits) return undefined;
  deleteKey(context.state.ceremonies, challenge);
  return ceremony;
}
