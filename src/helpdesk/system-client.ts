import { PasskeyError } from '../errors.ts';
import type { HttpSettings } from '../api/http-client.ts';
import { system, type Sender, type System } from '../api/system.ts';
import { systemBase, systemTokenEndpoint } from '../api/urls.ts';
import { lazy } from '../async.ts';
import type { AccessToken } from '../client/types.ts';

/** Options of `createSystemClient`: the pool and the authorization of its calls. */
export type SystemClientConfig = SystemConnection & (TokenGiven | ClientCredentials);

/** The pool of a tenant. */
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

/** In a page: a function that returns a short-lived token. */
export interface TokenGiven {
  readonly accessToken: AccessToken;
}

/** On a server only: RFC 6749, section 2.3 "Client Authentication". */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default `identity`, the scope of these calls. */
  readonly scope?: string;
  /** Default: that of the tenant's `system` workspace. */
  readonly tokenEndpoint?: string;
}

/** The system API of one pool, for a backend or a helpdesk console. */
export type SystemClient = System;

/**
 * The client of the system API. Sends nothing before its first call.
 *
 * @throws PasskeyError `configuration`, also for a client secret in a browser
 * @example
 * ```ts
 * const system = createSystemClient({
 *   issuer: 'https://connect.example.com/acme/shop',
 *   poolId: 'customers',
 *   accessToken: async () => (await fetch('/helpdesk-token')).text(),
 * });
 * ```
 */
export function createSystemClient(config: SystemClientConfig): SystemClient {
  const { endpoint } = config;
  const base = systemBase({ ...config, endpoints: endpoint === undefined ? {} : { system: endpoint } });
  const settings = toHttpSettings(config);
  return system(createSender(config, settings), base, config.poolId);
}

function toHttpSettings({ fetch, idempotency }: SystemClientConfig): HttpSettings {
  return { ...(fetch && { fetch }), ...(idempotency !== undefined && { idempotency }) };
}

function createSender(config: SystemClientConfig, settings: HttpSettings): Sender {
  if ('accessToken' in config) {
    const { accessToken } = config;
    return onDemand(async () =>
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
  return onDemand(async () =>
    (await import('./client-credentials-token.ts')).createSender({ ...config, scope, url }, settings),
  );
}

/** Loads the HTTP client with the first call. */
function onDemand(load: () => Promise<Sender>): Sender {
  const sender = lazy(load);
  return {
    get: async (request) => (await sender()).get(request),
    post: async (request) => (await sender()).post(request),
    put: async (request) => (await sender()).put(request),
    delete: async (request) => (await sender()).delete(request),
  };
}

/** Node, and runtimes that identify as Node. */
function isServer(): boolean {
  const { process } = globalThis as {
    readonly process?: { readonly versions?: { readonly node?: unknown } };
  };
  return !('document' in globalThis) && typeof process?.versions?.node === 'string';
}
