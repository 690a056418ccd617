import { requireReadable } from './readable.ts';
import type { State } from './state.ts';
import type { Storage } from './storage.ts';

/** The state in memory, backed by a storage. */
export class Store {
  readonly #storage: Storage;
  readonly #createState: () => Promise<State>;
  readonly #tenantId: string | undefined;
  #opening: Promise<State> | undefined;
  #state: State | undefined;

  /** @param tenantId the only tenant that a saved state may have: the server's paths begin with it */
  constructor(storage: Storage, createState: () => Promise<State>, tenantId?: string) {
    this.#tenantId = tenantId;
    this.#storage = storage;
    this.#createState = createState;
  }

  /** Changed in place and without an `await` in between, so that a reader sees a whole change or none. */
  get state(): State {
    if (!this.#state) throw new Error('The store is read before it is open.');
    return this.#state;
  }

  /** Loads the saved state, or creates the first one; once. */
  async open(): Promise<void> {
    if (this.#state) return;
    this.#opening ??= this.#exclusive(() => this.#load()).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    this.#state ??= await this.#opening;
  }

  /** Runs `fn` with exclusive access to the state, reloading it first if the storage is shared. */
  async withLock<T>(fn: () => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      if (this.#storage.exclusive) this.#state = await this.#load();
      return fn();
    });
  }

  async save(): Promise<void> {
    await this.#storage.save(this.state);
  }

  /** Back to the first state; the signing key stays, so that tokens of an open page are still ours. */
  async reset(): Promise<void> {
    const fresh = await this.#createState();
    this.#state = { ...fresh, signingKey: this.state.signingKey };
  }

  async #load(): Promise<State> {
    const saved = await this.#storage.load();
    return saved ? requireReadable(saved, this.#storage.file, this.#tenantId) : this.#create();
  }

  /** Saved at once if it is shared: every server must begin with the same state and the same signing key. */
  async #create(): Promise<State> {
    const state = await this.#createState();
    if (this.#storage.exclusive) await this.#storage.save(state);
    return state;
  }

  #exclusive<T>(fn: () => Promise<T>): Promise<T> {
    return this.#storage.exclusive ? this.#storage.exclusive(fn) : fn();
  }
}
