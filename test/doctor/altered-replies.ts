import type { Deviation } from './tenant.ts';

/** A deviation of a tenant, the assumption that finds it, and words of its cure. */
export interface Planted {
  readonly name: string;
  readonly id: string;
  readonly cure: RegExp;
  readonly deviate: Deviation;
  readonly workspace?: string;
}

export type Body = Record<string, unknown>;

export const path = ({ url }: Request): string => new URL(url).pathname;

/** Alters the JSON of the accepted replies at the paths. */
export const json =
  (at: RegExp, alter: (body: Body) => unknown): Deviation =>
  async (request, reply) => {
    if (!at.test(path(request)) || !reply.ok || request.method === 'OPTIONS') return undefined;
    const { status, headers } = reply;
    return new Response(JSON.stringify(alter((await reply.json()) as Body)), { status, headers });
  };

export const options = (alter: (publicKey: Body) => Body) =>
  json(/\/(?:begin|options)$/, (body) => ({ publicKey: alter(body['publicKey'] as Body) }));

export const refusals =
  (status: number, code: string, to: { readonly status: number; readonly body: unknown }): Deviation =>
  async (_, reply) => {
    if (reply.status !== status) return undefined;
    const { error_code: found } = (await reply.json().catch(() => ({}))) as Body;
    return found === code ? Response.json(to.body, { status: to.status }) : undefined;
  };

export const answer =
  (at: RegExp, make: () => Response, method?: string): Deviation =>
  (request) =>
    at.test(path(request)) && (method === undefined || request.method === method) ? make() : undefined;

export const headers =
  (alter: (headers: Headers) => void, at = /./): Deviation =>
  (request, reply) => {
    if (!at.test(path(request))) return undefined;
    const altered = new Headers(reply.headers);
    alter(altered);
    return new Response(reply.body, { status: reply.status, headers: altered });
  };

export const html = (status = 200) => new Response('<!doctype html><title>Hello</title>', { status });
export const passkeys = (alter: (passkey: Body) => Body) =>
  json(/\/me$/, (me) => ({
    ...me,
    credentials: (me['credentials'] as Body[]).map((each) =>
      each['type'] === 'webauthn' ? alter(each) : each,
    ),
  }));
export const without = (body: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
