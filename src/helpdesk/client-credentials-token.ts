import { clientCredentials, type ClientCredentialsRequest } from '../api/client-credentials.ts';
import { createHttpClient, type HttpClient, type HttpSettings } from '../api/http-client.ts';
import type { Sender } from '../api/system.ts';

/** Sends with tokens that it obtains by client credentials and renews. On servers only. */
export function createSender(request: ClientCredentialsRequest, settings: HttpSettings): Sender {
  const tokens = new ClientCredentialsToken(request, createHttpClient(settings));
  return createHttpClient({
    ...settings,
    accessToken: () => tokens.current(),
    dropToken: () => tokens.drop(),
  });
}

/** Seconds before its end at which a token is renewed. */
const margin = 30;

/** Seconds that a token is used for, where the server does not say how long it lives. */
const usualLife = 60;

/** One token at a time, kept in memory only and shared by all calls. */
class ClientCredentialsToken {
  readonly #request: ClientCredentialsRequest;
  readonly #http: HttpClient;
  #token: Promise<string> | undefined;
  #renewAt = 0;

  constructor(request: ClientCredentialsRequest, http: HttpClient) {
    this.#request = request;
    this.#http = http;
  }

  current(): Promise<string> {
    if (!this.#token || performance.now() >= this.#renewAt) this.#token = this.#fetch();
    return this.#token;
  }

  drop(): void {
    this.#token = undefined;
  }

  /** Concurrent calls share one request; a failure is not cached. */
  async #fetch(): Promise<string> {
    this.#renewAt = Infinity;
    try {
      const reply = await clientCredentials(this.#http, this.#request);
      const life = reply.expires_in === undefined ? usualLife : reply.expires_in - margin;
      this.#renewAt = performance.now() + life * 1000;
      return reply.access_token;
    } catch (error) {
      this.drop();
      throw error;
    }
  }
}
