import { abortable } from '../async.ts';
import type { Clock } from '../async.ts';
import { Renewal } from './renewal.ts';

/** Options of a begin, as far as their age is concerned. */
export interface Expiring {
  /** `timeout`: milliseconds that the challenge lives. */
  readonly publicKey: { readonly timeout?: number | undefined };
}

/** Where options come from. */
export interface OptionsSource<Request, Options extends Expiring> {
  fetch(request: Request): Promise<Options>;
  /** Whether options serve a request, though they may have been fetched for another one. */
  matches(options: Options, request: Request): boolean;
}

/** Options that belong to one prompt. */
export interface Lease<Options extends Expiring> {
  readonly options: Options;
  /** Milliseconds since the epoch: three quarters of the challenge's life are over. */
  readonly staleAt: number;
  /** The challenge was answered, or may have been. */
  consume(): void;
  /** The challenge was not answered: the next prompt may use it. */
  release(): void;
}

interface Entry<Options extends Expiring> {
  readonly options: Options;
  readonly staleAt: number;
  leased: boolean;
}

/** Milliseconds that a challenge lives where its options do not say so. */
const defaultLifeMs = 300_000;

/** Milliseconds. A shorter life is taken for a mistake, e.g. for seconds, and would mean a renewal all the time. */
const minLifeMs = 60_000;

/**
 * One set of options, fetched before it is needed, so that a click prompts without waiting for the network. A challenge
 * serves one prompt, so options are leased to one caller. While they are wanted they are renewed at three quarters of
 * their life.
 */
export class OptionsPrefetch<Request, Options extends Expiring> {
  readonly #source: OptionsSource<Request, Options>;
  readonly #clock: Clock;
  #entry: Entry<Options> | undefined;
  #leased: Entry<Options> | undefined;
  #fetching: { readonly request: Request; readonly entry: Promise<Entry<Options>> } | undefined;
  #stop: (() => void) | undefined;

  constructor(clock: Clock, source: OptionsSource<Request, Options>) {
    this.#clock = clock;
    this.#source = source;
  }

  /** Fetches options and keeps them fresh until they are taken or `signal` aborts. Never throws; `take` reports errors. */
  prefetch(request: Request, signal?: AbortSignal): void {
    this.#stop?.();
    if (signal?.aborted || this.#fresh(this.#leased, request)) return;
    const renewal = new Renewal(this.#clock, async () => (await this.#get(request)).staleAt);
    const stop = (): void => {
      renewal.cancel();
      signal?.removeEventListener('abort', stop);
      this.#stop = undefined;
    };
    this.#stop = stop;
    signal?.addEventListener('abort', stop);
    renewal.start();
  }

  /** Options that stay for a later `take`. */
  async get(request: Request): Promise<Options> {
    return (await this.#get(request)).options;
  }

  /** Replaces the options by new ones. */
  async refresh(request: Request): Promise<void> {
    this.#entry = undefined;
    await this.#fetch(request);
  }

  /** Leases the options to the caller; fetches them when there are none. */
  async take(request: Request, signal: AbortSignal): Promise<Lease<Options>> {
    this.#stop?.();
    let entry = this.#fresh(this.#entry, request);
    // Two callers may wait for one fetch: its options serve the first of them.
    while (!entry || entry.leased || this.#isStale(entry)) {
      entry = await abortable(signal, this.#fetch(request));
    }
    const taken = entry;
    entry.leased = true;
    this.#entry = undefined;
    this.#leased = entry;
    const end = (leased: boolean): void => {
      if (this.#leased === taken) this.#leased = undefined;
      taken.leased = leased;
      if (!leased) this.#entry ??= taken;
    };
    const { options, staleAt } = taken;
    return { options, staleAt, consume: () => end(true), release: () => end(false) };
  }

  async #get(request: Request): Promise<Entry<Options>> {
    return this.#fresh(this.#entry, request) ?? (await this.#fetch(request));
  }

  /** A fetch on its way is shared, because its options may serve another request as well. */
  #fetch(request: Request): Promise<Entry<Options>> {
    const current = this.#fetching;
    if (!current) return this.#begin(request);
    if (JSON.stringify(current.request) === JSON.stringify(request)) return current.entry;
    return current.entry.then(
      (entry) => this.#fresh(entry, request) ?? this.#begin(request),
      () => this.#begin(request),
    );
  }

  #begin(request: Request): Promise<Entry<Options>> {
    // The reply may arrive late, e.g. when a laptop slept in between: the challenge is as old as the request at most.
    const sentAt = this.#clock.now();
    const entry = this.#source.fetch(request).then((options) => {
      const lifeMs = Math.max(options.publicKey.timeout ?? defaultLifeMs, minLifeMs);
      return (this.#entry = { options, staleAt: sentAt + lifeMs * 0.75, leased: false });
    });
    const fetching = { request, entry };
    this.#fetching = fetching;
    const done = (): void => {
      if (this.#fetching === fetching) this.#fetching = undefined;
    };
    entry.then(done, done);
    return entry;
  }

  #fresh(entry: Entry<Options> | undefined, request: Request): Entry<Options> | undefined {
    if (!entry || this.#isStale(entry)) return undefined;
    return this.#source.matches(entry.options, request) ? entry : undefined;
  }

  #isStale({ staleAt }: Entry<Options>): boolean {
    return staleAt <= this.#clock.now();
  }
}
