import type { State } from './state.ts';
import type { Storage } from './storage.ts';

/** The state in use, and its way to where it is kept. */
export class Store {
  readonly #storage: Storage;
  readonly #start: () => Promise<State>;
  #opening: Promise<State> | undefined;
  #state: State | undefined;

  constructor(storage: Storage, start: () => Promise<State>) {
    this.#storage = storage;
    this.#start = start;
  }

  /** Changed in place, without waiting in between: whoever reads it sees a whole change or none. */
  get state(): State {
    if (!this.#state) throw new Error('The store is read before it is open.');
    return this.#state;
  }

  /** Loads what was kept, or starts anew; once. */
  async open(): Promise<void> {
    if (this.#state) return;
    this.#opening ??= this.#alone(() => this.#load()).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    this.#state ??= await this.#opening;
  }

  /** Lets something happen to the state as it is kept: where others share it, they wait, and what they did is here. */
  async turn<T>(happen: () => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      if (this.#storage.alone) this.#state = await this.#load();
      return happen();
    });
  }

  async save(): Promise<void> {
    await this.#storage.save(this.state);
  }

  /** Back to the start; the signing key stays, so that a page that is open keeps its session's issuer. */
  async reset(): Promise<void> {
    const fresh = await this.#start();
    this.#state = { ...fresh, signingKey: this.state.signingKey };
  }

  async #load(): Promise<State> {
    const kept = await this.#storage.load();
    if (kept !== undefined && kept.version !== 1) {
      throw new Error(
        `The kept state has version ${String(kept.version)}; this mock server reads version 1.`,
      );
    }
    return kept ?? (await this.#begin());
  }

  /** Whoever shares it has to find the same beginning, with the same key for tokens. */
  async #begin(): Promise<State> {
    const state = await this.#start();
    if (this.#storage.alone) await this.#storage.save(state);
    return state;
  }

  #alone<T>(turn: () => Promise<T>): Promise<T> {
    return this.#storage.alone ? this.#storage.alone(turn) : turn();
  }
}
