import type { Pool } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';

/** Who the authenticator sees (WebAuthn Level 3, section "Relying Party Identifier"). */
export interface RelyingParty {
  readonly id: string;
  readonly origins: string[];
}

/** The pool's settings; where they are blank, the server's own domain, and its origin beside those of the sites that use it. */
export function resolveRelyingParty(context: RequestContext, pool: Pool): RelyingParty {
  return {
    id: pool.rpId || new URL(context.origin).hostname,
    origins: pool.rpOrigins.length > 0 ? pool.rpOrigins : [context.origin, ...context.rules.siteOrigins],
  };
}

/** Origins of all pools that have the called host as their RP ID; empty where no pool names any. */
export function relatedOrigins(context: RequestContext): string[] {
  const { hostname } = new URL(context.origin);
  const pools = Object.values(context.state.pools).filter(({ rpId }) => (rpId || hostname) === hostname);
  return [...new Set(pools.flatMap(({ rpOrigins }) => rpOrigins))];
}
