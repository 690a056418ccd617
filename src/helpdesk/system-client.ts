import { PasskeyError } from '../errors.ts';
import type { HttpSettings, Send } from '../api/http-client.ts';
import { system, type Sender, type System } from '../api/system.ts';
import { systemBase, systemTokenEndpoint } from '../api/urls.ts';
import { lazy } from '../async/lazy.ts';
import type { AccessToken } from '../client/types.ts';

/** What `createSystemClient` takes: the pool, and what its calls are authorized with. */
export type SystemClientConfig = SystemConnection & (TokenGiven | ClientCredentials);

/** Which pool of which tenant. */
export interface SystemConnection {
  /** OAuth issuer of any workspace of the tenant. */
  readonly issuer: string;
  readonly poolId: string;
  /** Default: read from the issuer; `''`: a vanity domain. */
  readonly tenantId?: string;
  /** Replaces the system base, without a trailing slash, e.g. by the integrator's own backend. */
  readonly endpoint?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Sends `X-Idempotency-Key` with POSTs, so that they can be retried. Default off. */
  readonly idempotency?: boolean;
}

/** In a page: a function that gives a short-lived token. */
export interface TokenGiven {
  readonly accessToken: AccessToken;
}

/** On a server only: RFC 6749, section 2.3 "Client Authentication". */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default `identity`, what the calls of this client need. */
  readonly scope?: string;
  /** Default: that of the tenant's `system` workspace. */
  readonly tokenEndpoint?: string;
}

/** What a backend or a helpdesk console does for the users of one pool. */
export type SystemClient = System;

/** @throws PasskeyError `configuration`, also for a client secret in a browser */
export function createSystemClient(config: SystemClientConfig): SystemClient {
  const { endpoint } = config;
  const base = systemBase({ ...config, endpoints: endpoint === undefined ? {} : { system: endpoint } });
  const settings = toHttpSettings(config);
  return system(openSender(config, settings), base, config.poolId);
}

function toHttpSettings({ fetch, idempotency }: SystemClientConfig): HttpSettings {
  return { ...(fetch && { fetch }), ...(idempotency !== undefined && { idempotency }) };
}

function openSender(config: SystemClientConfig, settings: HttpSettings): Sender {
  if ('accessToken' in config) {
    const { accessToken } = config;
    return later(async () =>
      (await import('../api/http-client.ts')).createHttpClient({ ...settings, accessToken }),
    );
  }
  if (!isServer()) {
    throw new PasskeyError(
      'configuration',
      'A client secret stays on servers: in a browser give accessToken, a function.',
    );
  }
  const { scope = 'identity', tokenEndpoint: url = systemTokenEndpoint(config) } = config;
  return later(async () =>
    (await import('./client-credentials-token.ts')).createSender({ ...config, scope, url }, settings),
  );
}

/** The way to the server is loaded with the first call. */
function later(load: () => Promise<Sender>): Sender {
  const sender = lazy(load);
  const send =
    (method: keyof Sender): Send =>
    async (request) =>
      (await sender())[method](request);
  return { get: send('get'), post: send('post'), put: send('put'), delete: send('delete') };
}

/** Node, and the runtimes that call themselves one. */
function isServer(): boolean {
  const { process } = globalThis as {
    readonly process?: { readonly versions?: { readonly node?: unknown } };
  };
  return !('document' in globalThis) && typeof process?.versions?.node === 'string';
}
