import { getCookie } from 'hono/cookie';
import { sweepExpired } from '../domain/admin/expiry.ts';
import { apiError } from '../domain/error.ts';
import type { Call, World } from '../routes/context.ts';
import type { Store } from '../store/store.ts';
import { RequestLog } from './request-log.ts';

/** A program names its world by this header, a browser by this cookie. */
const worldHeader = 'X-Connect-World';
const worldCookie = 'connect_world';

/** Each holds a whole state: a test run that never closes its own must not fill the memory. */
const mostWorlds = 500;

/** A call that names no world meets this one. */
const firstName = 'default';

/** The name of the world that a call is for; `undefined`: it names none. */
export function readWorldName(call: Call): string | undefined {
  return call.req.header(worldHeader) ?? getCookie(call, worldCookie);
}

/** The worlds of one server. They share its signing key, clock and rules, and nothing else. */
export class Worlds {
  readonly first: World;
  readonly #worlds = new Map<string, World>();

  constructor(first: Store) {
    this.first = createWorld(firstName, first);
    this.#worlds.set(firstName, this.first);
  }

  get size(): number {
    return this.#worlds.size;
  }

  get names(): readonly string[] {
    return [...this.#worlds.keys()];
  }

  get(name: string | undefined): World | undefined {
    return name === undefined ? undefined : this.#worlds.get(name);
  }

  /** Without the default one, newest first: the world of a running test is near the end. */
  others(): readonly World[] {
    return [...this.#worlds.values()].slice(1).toReversed();
  }

  /** Makes a world, in place of an older one of that name. */
  add(name: string, store: Store): World {
    if (name === firstName) throw apiError('invalid_request', 'The default world is there already.');
    if (!this.#worlds.has(name) && this.size > mostWorlds) {
      const message = `There are ${mostWorlds} worlds already: end those that are not used.`;
      throw apiError('capacity_reached', message);
    }
    const world = createWorld(name, store);
    this.#worlds.delete(name);
    this.#worlds.set(name, world);
    return world;
  }

  remove(name: string): void {
    if (name !== firstName) this.#worlds.delete(name);
  }
}

function createWorld(name: string, store: Store): World {
  return { name, store, log: new RequestLog(), sweep: sweepExpired() };
}
