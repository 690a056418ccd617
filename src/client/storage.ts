import type { Clock } from '../async.ts';
import type { Memory } from './memory.ts';
import type { Mode } from './types.ts';

/** The one key of this package in `localStorage`. Its value is `StoredData`, as JSON. */
export const storageKey = 'connect-passkeys';

interface StoredData {
  readonly username?: string | undefined;
  /** Seconds since the epoch. */
  readonly notNowAt?: number;
  /** base64url, latest first. */
  readonly usedCredentialIds?: readonly string[];
  /** By issuer, latest first: a page may sign in to several workspaces. */
  readonly modes?: readonly (readonly [issuer: string, mode: Mode])[];
}

const longestUsername = 320;
const longestCredentialId = 1364; // 1023 bytes (Web Authentication Level 3, section 4, "Credential ID") as base64url
const mostCredentialIds = 50;
const mostModes = 8;

/**
 * Remembers things in the browser. Where storage is blocked or full, or switched off by the integrator, they are kept
 * for the life of the page. The stored text is validated at each read, because any script may write it.
 */
export class BrowserStorage implements Memory {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #onForget: () => void;
  /** Used instead of `localStorage` when set; `null` is empty. */
  #pageText: string | null | undefined;

  /** @param persistent `false` keeps nothing beyond the page */
  constructor(clock: Pick<Clock, 'now'>, persistent = true, onForget: () => void = () => undefined) {
    this.#clock = clock;
    this.#onForget = onForget;
    if (!persistent) this.#pageText = null;
  }

  get lastUsername(): string | undefined {
    return this.#read().username;
  }

  rememberUsername(identifier: string | undefined): void {
    const fits = Boolean(identifier) && (identifier?.length ?? 0) <= longestUsername;
    this.#change({ username: fits ? identifier : undefined });
  }

  get notNowAt(): number | undefined {
    return this.#read().notNowAt;
  }

  rememberNotNow(): void {
    this.#change({ notNowAt: Math.floor(this.#clock.now() / 1000) });
  }

  get usedCredentialIds(): readonly string[] {
    return this.#read().usedCredentialIds ?? [];
  }

  /** @param credentialId base64url */
  rememberUse(credentialId: string): void {
    const { usedCredentialIds: known = [] } = this.#read();
    const others = known.filter((id) => id !== credentialId);
    const usedCredentialIds = [credentialId, ...others].filter(isCredentialId).slice(0, mostCredentialIds);
    this.#change({ usedCredentialIds });
  }

  /** The mode of a workspace at the last visit: a hint that may be wrong. */
  modeOf(issuer: string): Mode | undefined {
    return this.#read().modes?.find(([known]) => known === issuer)?.[1];
  }

  rememberMode(issuer: string, mode: Mode): void {
    const { modes = [] } = this.#read();
    if (modes.some(([known, remembered]) => known === issuer && remembered === mode)) return;
    const others = modes.filter(([known]) => known !== issuer);
    this.#change({ modes: [[issuer, mode] as const, ...others].slice(0, mostModes) });
  }

  /** Also removes what an earlier page, or another setting, has stored. */
  forget(): void {
    if (this.#pageText !== undefined) this.#pageText = null;
    removeStored();
    this.#onForget();
  }

  /** Reading `localStorage` alone can throw: blocked cookies, sandboxed frames. */
  #read(): StoredData {
    if (this.#pageText !== undefined) return parseStored(this.#pageText);
    try {
      return parseStored(globalThis.localStorage.getItem(storageKey));
    } catch {
      this.#pageText = null;
      return {};
    }
  }

  /** After the first refusal nothing is left in storage, where the next page would find it out of date. */
  #change(change: StoredData): void {
    const text = JSON.stringify({ ...this.#read(), ...change });
    try {
      if (this.#pageText === undefined) globalThis.localStorage.setItem(storageKey, text);
      else this.#pageText = text;
    } catch {
      removeStored();
      this.#pageText = text;
    }
  }
}

/** Works where storage is full; where it is blocked, nothing can be removed. */
function removeStored(): void {
  try {
    globalThis.localStorage.removeItem(storageKey);
  } catch {
    // `localStorage` is blocked.
  }
}

function parseStored(text: string | null): StoredData {
  let stored: Readonly<Record<string, unknown>> = {};
  try {
    stored = Object(JSON.parse(text ?? '{}')) as typeof stored;
  } catch {
    // Not written by this package: nothing is remembered.
  }
  const username = stored['username'];
  const notNowAt = stored['notNowAt'];
  return {
    ...(typeof username === 'string' && username.length <= longestUsername && { username }),
    ...(typeof notNowAt === 'number' && Number.isFinite(notNowAt) && { notNowAt }),
    usedCredentialIds: parseList(stored['usedCredentialIds'])
      .filter(isCredentialId)
      .slice(0, mostCredentialIds),
    modes: parseList(stored['modes']).filter(isModeEntry).slice(0, mostModes),
  };
}

const parseList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isCredentialId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]+$/.test(value) && value.length <= longestCredentialId;

const isModeEntry = (value: unknown): value is readonly [string, Mode] =>
  Array.isArray(value) && typeof value[0] === 'string' && (value[1] === 'smart' || value[1] === 'classic');
