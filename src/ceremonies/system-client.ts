import { isPasskeyError, PasskeyError } from '../errors.ts';
import { createHttp, type Http, type HttpSettings, type Send } from '../wire/http.ts';
import { clientCredentials, system, type System } from '../wire/system.ts';
import { systemBase, systemTokenEndpoint } from '../wire/workspace.ts';
import type { AccessToken } from './passkeys.ts';

export type SystemClientConfig = SystemConnection & (TokenGiven | ClientCredentials);

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
  const settings = settingsOf(config);
  return system(httpOf(config, settings), base, config.poolId);
}

function settingsOf({ fetch, idempotency }: SystemClientConfig): HttpSettings {
  return { ...(fetch && { fetch }), ...(idempotency !== undefined && { idempotency }) };
}

function httpOf(config: SystemClientConfig, settings: HttpSettings): Http {
  if ('accessToken' in config) return createHttp({ ...settings, accessToken: config.accessToken });
  if (!isServer()) {
    throw new PasskeyError(
      'configuration',
      'A client secret stays on servers: in a browser give accessToken, a function.',
    );
  }
  const tokens = new OwnTokens(config, createHttp(settings));
  return renewing(createHttp({ ...settings, accessToken: () => tokens.current() }), tokens);
}

/** Node, and the runtimes that call themselves one. */
function isServer(): boolean {
  const { process } = globalThis as {
    readonly process?: { readonly versions?: { readonly node?: unknown } };
  };
  return !('document' in globalThis) && typeof process?.versions?.node === 'string';
}

/** Seconds before its end at which a token is renewed. */
const margin = 30;

/** Seconds that a token is used for, where the server does not say how long it lives. */
const usualLife = 60;

/** One token at a time, kept in memory only and shared by all calls. */
class OwnTokens {
  readonly #credentials: ClientCredentials & { readonly url: string; readonly scope: string };
  readonly #http: Http;
  #token: Promise<string> | undefined;
  #renewAt = 0;

  constructor(config: SystemConnection & ClientCredentials, http: Http) {
    const { scope = 'identity', tokenEndpoint: url = systemTokenEndpoint(config) } = config;
    this.#credentials = { ...config, scope, url };
    this.#http = http;
  }

  current(): Promise<string> {
    if (!this.#token || performance.now() >= this.#renewAt) this.#token = this.#fetch();
    return this.#token;
  }

  drop(): void {
    this.#token = undefined;
  }

  /** Whoever asks meanwhile waits for the same one; a failure is not kept. */
  async #fetch(): Promise<string> {
    this.#renewAt = Infinity;
    try {
      const { access_token: token, expires_in: life = usualLife + margin } = await clientCredentials(
        this.#http,
        this.#credentials,
      );
      this.#renewAt = performance.now() + Math.max(0, life - margin) * 1000;
      return token;
    } catch (error) {
      this.drop();
      throw error;
    }
  }
}

/** A call whose token was refused has done nothing: it is made again, once, with a new token. */
function renewing(http: Http, tokens: OwnTokens): Http {
  const again =
    (send: Send): Send =>
    async (request) => {
      try {
        return await send(request);
      } catch (error) {
        if (!isPasskeyError(error) || error.code !== 'unauthorized') throw error;
        tokens.drop();
        return send(request);
      }
    };
  return {
    ...http,
    get: again(http.get),
    post: again(http.post),
    put: again(http.put),
    delete: again(http.delete),
  };
}
