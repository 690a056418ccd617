import type { Context } from 'hono';
import type { Realm } from '../domain/realm.ts';

/** What a route finds in its context. */
export interface Env {
  /** What a host says of a call; a host that says nothing is the caller itself. */
  Bindings: { readonly caller?: 'this-machine' | 'stranger' };
  Variables: { realm: Realm };
}

export type Call = Context<Env>;

/** The token of `Authorization: Bearer` (RFC 6750, section 2.1). */
export function bearerToken(call: Call): string | undefined {
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(call.req.header('Authorization') ?? '')?.[1];
}

/** A path parameter; the route's pattern has it. */
export function pathPart(call: Call, name: string): string {
  return call.req.param(name) ?? '';
}
