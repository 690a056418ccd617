import type { LoggedCall, MockServer, Seed } from '../../mock-server/app.ts';
import { type Ask, send, toAsk } from './control.ts';
import { WorldFaults } from './faults.ts';

/** A person of a world, as a seed answered. */
export interface SeededPerson {
  readonly id: string;
  readonly name: string;
  readonly identifiers: readonly string[];
  /** The WebAuthn user handle, base64url. */
  readonly user_handle: string;
}

export interface TokenWish {
  readonly workspace: string;
  /** An identifier of the person. */
  readonly user: string;
  readonly scope?: string;
  /** Seconds since the person signed in. Default: 0. */
  readonly authAge?: number;
}

/**
 * Opens a world of its own on a mock server, which no other test meets.
 *
 * @example
 * ```ts
 * const world = await openWorld('http://localhost:4400');
 * await world.seed({ users: [{ identifiers: ['mary@example.com'], password: 'grey thread' }] });
 * ```
 * @param at URL of the server, or of the site that it shares an origin with; or a server as a value
 * @param seed what is in the world beside the usual people and workspaces
 */
export async function openWorld(at: string | MockServer, seed?: Seed): Promise<World> {
  const ask = toAsk(at);
  const body = { ...(seed && { seed }) };
  const { name } = (await send(ask, '/_mock/worlds', 'POST', body)) as { readonly name: string };
  return new World(name, ask, typeof at === 'string' ? new URL(at).origin : undefined);
}

/** A world of a mock server: its people, its time, and the faults that calls meet in it. */
export class World extends WorldFaults {
  readonly #origin: string | undefined;

  /** @internal */
  constructor(name: string, ask: Ask, origin: string | undefined) {
    super(name, ask);
    this.#origin = origin;
  }

  /** The cookie by which a browser's calls are in this world. */
  get cookie(): { readonly name: string; readonly value: string } {
    return { name: 'connect_world', value: this.name };
  }

  /** Calls the server in this world: for the option `fetch` of `createPasskeys`. Calls elsewhere go their way. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    if (this.#origin !== undefined && new URL(request.url).origin !== this.#origin)
      return globalThis.fetch(request);
    for (const [name, value] of Object.entries(this.headers)) request.headers.set(name, value);
    return this.ask(request);
  };

  /** Adds people, workspaces, pools and clients, and changes those that are there. */
  async seed(seed: Seed): Promise<readonly SeededPerson[]> {
    return ((await this.post('/_mock/seed', seed)) as { readonly users: readonly SeededPerson[] }).users;
  }

  /** Back to the start of this world. */
  async reset(): Promise<void> {
    await this.post('/_mock/reset');
  }

  /** Moves the clock ahead. */
  async advance(seconds: number): Promise<void> {
    await this.post('/_mock/clock', { advance_seconds: seconds });
  }

  /** The newest one-time code for an address; without an address, of all. */
  async code(address?: string): Promise<string> {
    const { messages } = (await this.get('/_mock/outbox')) as {
      readonly messages: readonly { readonly address: string; readonly code: string }[];
    };
    const sent = messages.findLast((message) => address === undefined || message.address === address);
    if (!sent) throw new Error(`No code was sent${address === undefined ? '' : ` to ${address}`}.`);
    return sent.code;
  }

  /** An access token of a person. */
  async accessToken({
    workspace,
    user,
    scope = 'manage_ss_profile',
    authAge = 0,
  }: TokenWish): Promise<string> {
    const wish = { workspace, user, scope, auth_age_seconds: authAge };
    return ((await this.post('/_mock/tokens', wish)) as { readonly access_token: string }).access_token;
  }

  /** The recent calls, oldest first. */
  async calls(): Promise<readonly LoggedCall[]> {
    return ((await this.get('/_mock/requests')) as { readonly requests: readonly LoggedCall[] }).requests;
  }

  /** Ends the world. */
  async end(): Promise<void> {
    await this.send(`/_mock/worlds/${this.name}`, 'DELETE');
  }

  /** All identifiers of the person who has this one. @internal */
  async allIdentifiers(identifier: string): Promise<readonly string[]> {
    const found = (await this.shown()).users.find(({ identifiers }) => identifiers.includes(identifier));
    return found?.identifiers ?? [identifier];
  }

  /** The RP ID of a pool, or of the first one; blank: the host of the page. @internal */
  async rpId(pool?: string): Promise<string> {
    const { pools } = await this.shown();
    return (pools.find(({ id }) => id === pool) ?? pools[0])?.webauthn_settings.rp_id ?? '';
  }
}
