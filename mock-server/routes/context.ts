import type { Context } from 'hono';
import type { RequestContext } from '../domain/context.ts';
import type { PasskeyMechanism } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Host } from './host.ts';
import type { LoggedCall } from './logged-call.ts';

/** A state of its own with the calls that met it: parallel tests of one server each have one. */
export interface World {
  /** `default`: the one of calls that name none. */
  readonly name: string;
  readonly store: Store;
  readonly log: CallLog;
  /** Removes expired records, once in a while. */
  readonly sweep: (context: RequestContext) => void;
}

/** The recent calls of a world, behind `/_mock/requests`. */
interface CallLog {
  add(call: LoggedCall): void;
  reply(call: Call): Response;
  forget(): void;
}

/** The types of a call's context (Hono's `Env`). */
export interface Env {
  Bindings: Host;
  Variables: {
    world: World;
    context: RequestContext;
    /** The JSON of the body, once it has been read. */
    sent?: unknown;
    /** The body of the answer, before it became JSON. */
    answered?: unknown;
  };
}

export type Call = Context<Env>;

/** A server that is called as a value has no host. */
export function requestHost(call: Call): Host {
  const host: Host | undefined = call.env;
  return host ?? {};
}

/** The path as it was called, in whatever layout; `call.req.path` is that of the standard one. */
export function calledPath(call: Call): string {
  return new URL(call.req.url).pathname;
}

/** Sets the header `Date`. Before there is an answer: a header that is added to one costs a copy of it. */
export function stampDate(call: Call): void {
  call.header('Date', new Date(call.var.context.now()).toUTCString());
}

/** The token of `Authorization: Bearer` (RFC 6750, section 2.1). */
export function bearerToken(call: Call): string | undefined {
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(call.req.header('Authorization') ?? '')?.[1];
}

export function ifMatch(call: Call): string | undefined {
  return call.req.header('If-Match');
}

/** A path parameter; the route's pattern has it. */
export function pathPart(call: Call, name: string): string {
  return call.req.param(name) ?? '';
}

/** Path parameter that takes both families and nothing else. */
export const familyPattern = ':family{webauthn|usernameless-webauthn}';

export function readFamily(call: Call): PasskeyMechanism {
  return pathPart(call, 'family') === 'webauthn' ? 'webauthn' : 'usernameless_webauthn';
}
