import { toBase64url, toHex } from '../bytes.ts';
import type { State, Workspace } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../environment.ts';
import type { Browser } from './oauth/browser.ts';
import { issuerAt, type Layout, systemBaseAt } from './url-layout.ts';

/** What an integrator may choose, and `ASSUMPTIONS.md` lists. */
export interface Rules {
  /** A signature counter that does not grow: refuse, or only mark `cloneWarning` as the vendor's library does. */
  readonly counter: 'reject' | 'warn';
  /** Asked of every ceremony; `required` is enforced. */
  readonly userVerification: 'required' | 'preferred' | 'discouraged';
  /** Where the URLs of the tenant are. */
  readonly layout: Layout;
  /** Guesses that are let through within five minutes. */
  readonly attempts: { readonly password: number; readonly code: number; readonly passkey: number };
}

/** What a rule needs to decide one call: the state, the world, and where and by which browser the server was called. */
export interface Realm {
  readonly state: State;
  readonly rules: Rules;
  /** Scheme, host and port of the call. */
  readonly origin: string;
  readonly browser: Browser;
  /** Milliseconds since the epoch, as the mock's clock shows them. */
  now(): number;
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  /** Resolves when that much time has passed in the world. */
  sleep(milliseconds: number): Promise<void>;
}

export function openRealm(
  store: Store,
  world: World,
  rules: Rules,
  called: Pick<Realm, 'origin' | 'browser'>,
): Realm {
  return {
    get state() {
      return store.state;
    },
    rules,
    ...called,
    now: () => world.now() + store.state.clockOffset,
    randomBytes: (count) => world.randomBytes(count),
    sleep: (milliseconds) => world.sleep(milliseconds),
  };
}

/** A record's ID. */
export function newId(realm: Realm): string {
  return toHex(realm.randomBytes(16));
}

/** A value that nobody guesses: challenge, user handle, token. */
export function newSecret(realm: Realm): string {
  return toBase64url(realm.randomBytes(32));
}

export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** The OAuth issuer of a workspace. */
export function issuerOf(realm: Realm, workspace: Workspace): string {
  return issuerAt(realm.rules.layout, realm.origin, workspace);
}

/** Audience of the tokens for a workspace's self-service API. */
export function selfServiceAudience(realm: Realm, workspace: Workspace): string {
  return `${issuerOf(realm, workspace)}/identity`;
}

/** Audience of the tokens for the tenant's system and settings APIs. */
export function systemAudience(realm: Realm): string {
  return systemBaseAt(realm.rules.layout, realm.origin);
}
