import { abortable } from '../async/abort.ts';
import type { Clock } from '../async/clock.ts';
import { whenVisible } from '../webauthn/environment.ts';

/** Options of a begin, as far as their age is concerned. */
export interface Expiring {
  /** `timeout`: milliseconds that the challenge lives. */
  readonly publicKey: { readonly timeout?: number | undefined };
}

/** Where options come from. */
export interface Source<Wish, Options extends Expiring> {
  fetch(target: Wish): Promise<Options>;
  /** Whether these options serve that wish, though they were perhaps fetched for another. */
  fits(options: Options, target: Wish): boolean;
}

/** Options in the hands of one prompt. */
export interface Lease<Options extends Expiring> {
  readonly options: Options;
  /** Milliseconds since the epoch: three quarters of the challenge's life will be over. */
  readonly renewAt: number;
  /** `unspent`: nobody answered the challenge, so it may serve the next prompt. */
  settle(how: 'spent' | 'unspent'): void;
}

interface Entry<Options extends Expiring> {
  readonly options: Options;
  readonly renewAt: number;
  taken: boolean;
}

/** Milliseconds that a challenge of the API lives where its options do not say so. */
const usualLife = 300_000;

/** Milliseconds: what a server says that lives for less is not renewed all the time. It may have meant seconds. */
const shortestLife = 60_000;

/**
 * One set of options, fetched before it is needed, so that a click prompts without waiting for the network.
 * A challenge serves one prompt: who takes the options has them alone. While somebody wishes for them they are
 * renewed at three quarters of their life, on a hidden page when it is shown again.
 */
export class OptionsPrefetch<Wish, Options extends Expiring> {
  readonly #source: Source<Wish, Options>;
  readonly #clock: Clock;
  #stock: Entry<Options> | undefined;
  #lent: Entry<Options> | undefined;
  #fetching: { readonly wish: Wish; readonly stock: Promise<Entry<Options>> } | undefined;
  #dismissWish: (() => void) | undefined;

  constructor(clock: Clock, source: Source<Wish, Options>) {
    this.#clock = clock;
    this.#source = source;
  }

  /** Sees to it that options are at hand, until they are taken or the signal is aborted. Never throws. */
  prepare(target: Wish, signal?: AbortSignal): void {
    this.#dismissWish?.();
    if (signal?.aborted || this.#fresh(this.#lent, target)) return;
    let undo: (() => void) | undefined;
    let dismissed = false;
    const keepFresh = async (): Promise<void> => {
      const { renewAt } = await this.#keep(target);
      if (dismissed) return;
      undo = this.#clock.after(
        renewAt - this.#clock.now(),
        () => (undo = whenVisible(() => void quietly(keepFresh()))),
      );
    };
    const dismiss = (): void => {
      dismissed = true;
      undo?.();
      signal?.removeEventListener('abort', dismiss);
      this.#dismissWish = undefined;
    };
    this.#dismissWish = dismiss;
    signal?.addEventListener('abort', dismiss);
    void quietly(keepFresh());
  }

  /** Options for this wish stay in store: the promise tells when they have come, or why not. */
  async keep(target: Wish): Promise<Options> {
    return (await this.#keep(target)).options;
  }

  /** The same, and new ones in any case. */
  async renew(target: Wish): Promise<void> {
    this.#stock = undefined;
    await this.#fetch(target);
  }

  /** Takes the options out of the store; fetches them when there are none. */
  async take(target: Wish, signal: AbortSignal): Promise<Lease<Options>> {
    this.#dismissWish?.();
    let stock = this.#fresh(this.#stock, target);
    while (!stock || stock.taken) stock = await abortable(signal, this.#fetch(target));
    return this.#lend(stock);
  }

  #lend(stock: Entry<Options>): Lease<Options> {
    stock.taken = true;
    this.#stock = undefined;
    this.#lent = stock;
    const settle = (how: 'spent' | 'unspent'): void => {
      if (this.#lent === stock) this.#lent = undefined;
      stock.taken = how === 'spent';
      if (!stock.taken) this.#stock ??= stock;
    };
    return { options: stock.options, renewAt: stock.renewAt, settle };
  }

  async #keep(target: Wish): Promise<Entry<Options>> {
    return this.#fresh(this.#stock, target) ?? (await this.#fetch(target));
  }

  /** A fetch on its way is shared: the options of one begin may serve another wish as well. */
  #fetch(target: Wish): Promise<Entry<Options>> {
    const former = this.#fetching;
    if (!former) return this.#begin(target);
    if (JSON.stringify(former.wish) === JSON.stringify(target)) return former.stock;
    return former.stock.then(
      (stock) => this.#fresh(stock, target) ?? this.#begin(target),
      () => this.#begin(target),
    );
  }

  #begin(target: Wish): Promise<Entry<Options>> {
    const stock = this.#source.fetch(target).then((options) => {
      const life = Math.max(options.publicKey.timeout ?? usualLife, shortestLife);
      return (this.#stock = { options, renewAt: this.#clock.now() + life * 0.75, taken: false });
    });
    const fetching = { wish: target, stock };
    this.#fetching = fetching;
    const done = (): void => {
      if (this.#fetching === fetching) this.#fetching = undefined;
    };
    stock.then(done, done);
    return stock;
  }

  #fresh(stock: Entry<Options> | undefined, target: Wish): Entry<Options> | undefined {
    if (!stock || stock.renewAt <= this.#clock.now()) return undefined;
    return this.#source.fits(stock.options, target) ? stock : undefined;
  }
}

/** What nobody waits for may fail: who takes the options is told. */
async function quietly(promise: Promise<void>): Promise<void> {
  await promise.catch(() => undefined);
}
