import type { Pool } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';

/** Who the authenticator sees (WebAuthn Level 3, section "Relying Party Identifier"). */
export interface RelyingParty {
  readonly id: string;
  readonly origins: string[];
}

/** The pool's settings; where they are blank, the server's own domain and origin. */
export function resolveRelyingParty(context: RequestContext, pool: Pool): RelyingParty {
  return {
    id: pool.rpId || new URL(context.origin).hostname,
    origins: pool.rpOrigins.length > 0 ? pool.rpOrigins : [context.origin],
  };
}
