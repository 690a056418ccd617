import type { Clock } from '../async/clock.ts';
import type { Memory, Mode } from './types.ts';

/** The one key of this package in `localStorage`. What it holds is `Kept`, as JSON. */
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
 * What this browser remembers. Where storage is blocked or full, or the integrator switched it off, it is kept
 * for the life of the page only. What other code left under the key is read with distrust.
 */
export class BrowserStorage implements Memory {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #shelf: Shelf;

  constructor(clock: Pick<Clock, 'now'>, lasting = true) {
    this.#clock = clock;
    this.#shelf = lasting ? new StorageShelf() : new PageShelf();
  }

  get lastUsername(): string | undefined {
    return this.#kept.username;
  }

  rememberUsername(identifier: string | undefined): void {
    const fits = Boolean(identifier) && (identifier?.length ?? 0) <= longestUsername;
    this.#keep({ ...this.#kept, username: fits ? identifier : undefined });
  }

  get notNowAt(): number | undefined {
    return this.#kept.notNowAt;
  }

  rememberNotNow(): void {
    this.#keep({ ...this.#kept, notNowAt: Math.floor(this.#clock.now() / 1000) });
  }

  get usedCredentialIds(): readonly string[] {
    return this.#kept.usedCredentialIds ?? [];
  }

  /** @param credentialId base64url */
  rememberUse(credentialId: string): void {
    const kept = this.#kept;
    const others = (kept.usedCredentialIds ?? []).filter((id) => id !== credentialId);
    const usedCredentialIds = [credentialId, ...others].filter(isCredentialId).slice(0, mostCredentialIds);
    this.#keep({ ...kept, usedCredentialIds });
  }

  /** The mode that a workspace had when it was last asked: a hint, not a promise. */
  modeOf(issuer: string): Mode | undefined {
    return this.#kept.modes?.find(([known]) => known === issuer)?.[1];
  }

  rememberMode(issuer: string, mode: Mode): void {
    if (this.modeOf(issuer) === mode) return;
    const others = (this.#kept.modes ?? []).filter(([known]) => known !== issuer);
    const modes = [[issuer, mode] as const, ...others].slice(0, mostModes);
    this.#keep({ ...this.#kept, modes });
  }

  /** Also what an earlier page, or another setting, has left in the browser. */
  forget(): void {
    this.#shelf.clear();
    removeStored();
  }

  get #kept(): StoredData {
    return readStored(this.#shelf.read());
  }

  #keep(kept: StoredData): void {
    this.#shelf.write(JSON.stringify(kept));
  }
}

interface Shelf {
  read(): string | null;
  write(text: string): void;
  clear(): void;
}

class PageShelf implements Shelf {
  #text: string | null = null;
  read = (): string | null => this.#text;
  write = (text: string): void => void (this.#text = text);
  clear = (): void => void (this.#text = null);
}

/** Reading `localStorage` alone can throw (blocked cookies, sandboxed frames), writing when it is full. */
class StorageShelf implements Shelf {
  #page: PageShelf | undefined;

  read(): string | null {
    return this.#on(
      (storage) => storage.getItem(storageKey),
      (page) => page.read(),
    );
  }

  write(text: string): void {
    this.#on(
      (storage) => storage.setItem(storageKey, text),
      (page) => page.write(text),
    );
  }

  clear(): void {
    this.#on(
      (storage) => storage.removeItem(storageKey),
      (page) => page.clear(),
    );
  }

  /**
   * After the first refusal the page's own shelf serves, and nothing is left behind in storage: half of each would be
   * neither, and the next page would find what this one has taken back.
   */
  #on<T>(lasting: (storage: Storage) => T, otherwise: (page: PageShelf) => T): T {
    try {
      if (!this.#page) return lasting(globalThis.localStorage);
    } catch {
      this.#page = new PageShelf();
      removeStored();
    }
    return otherwise(this.#page);
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

function readStored(text: string | null): StoredData {
  const kept = parsed(text);
  const username = kept['username'];
  const notNowAt = kept['notNowAt'];
  return {
    ...(typeof username === 'string' && username.length <= longestUsername && { username }),
    ...(typeof notNowAt === 'number' && Number.isFinite(notNowAt) && { notNowAt }),
    usedCredentialIds: parseList(kept['usedCredentialIds'])
      .filter(isCredentialId)
      .slice(0, mostCredentialIds),
    modes: parseList(kept['modes']).filter(isModeEntry).slice(0, mostModes),
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? '{}')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

const parseList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isCredentialId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]+$/.test(value) && value.length <= longestCredentialId;

const isModeEntry = (value: unknown): value is readonly [string, Mode] =>
  Array.isArray(value) && typeof value[0] === 'string' && (value[1] === 'smart' || value[1] === 'classic');
