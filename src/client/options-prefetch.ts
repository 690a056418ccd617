import { until } from '../async/abort.ts';
import type { Clock } from '../async/clock.ts';
import { whenVisible } from '../webauthn/environment.ts';

/** Options of a begin, as far as their age is concerned. */
export interface Aged {
  /** `timeout`: milliseconds that the challenge lives. */
  readonly publicKey: { readonly timeout?: number | undefined };
}

/** Where options come from. */
export interface Source<Wish, Options extends Aged> {
  fetch(wish: Wish): Promise<Options>;
  /** Whether these options serve that wish, though they were perhaps fetched for another. */
  fits(options: Options, wish: Wish): boolean;
}

/** Options in the hands of one prompt. */
export interface Loan<Options extends Aged> {
  readonly options: Options;
  /** Milliseconds since the epoch: three quarters of the challenge's life will be over. */
  readonly renewAt: number;
  /** `unspent`: nobody answered the challenge, so it may serve the next prompt. */
  settle(how: 'spent' | 'unspent'): void;
}

interface Stock<Options extends Aged> {
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
export class OptionsAhead<Wish, Options extends Aged> {
  readonly #source: Source<Wish, Options>;
  readonly #clock: Clock;
  #stock: Stock<Options> | undefined;
  #lent: Stock<Options> | undefined;
  #fetching: { readonly wish: Wish; readonly stock: Promise<Stock<Options>> } | undefined;
  #dismissWish: (() => void) | undefined;

  constructor(clock: Clock, source: Source<Wish, Options>) {
    this.#clock = clock;
    this.#source = source;
  }

  /** Sees to it that options are at hand, until they are taken or the signal is aborted. Never throws. */
  prepare(wish: Wish, signal?: AbortSignal): void {
    this.#dismissWish?.();
    if (signal?.aborted || this.#fresh(this.#lent, wish)) return;
    let undo: (() => void) | undefined;
    let dismissed = false;
    const keepFresh = async (): Promise<void> => {
      const { renewAt } = await this.#keep(wish);
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
  async keep(wish: Wish): Promise<Options> {
    return (await this.#keep(wish)).options;
  }

  /** The same, and new ones in any case. */
  async renew(wish: Wish): Promise<void> {
    this.#stock = undefined;
    await this.#fetch(wish);
  }

  /** Takes the options out of the store; fetches them when there are none. */
  async take(wish: Wish, signal: AbortSignal): Promise<Loan<Options>> {
    this.#dismissWish?.();
    let stock = this.#fresh(this.#stock, wish);
    while (!stock || stock.taken) stock = await until(signal, this.#fetch(wish));
    return this.#lend(stock);
  }

  #lend(stock: Stock<Options>): Loan<Options> {
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

  async #keep(wish: Wish): Promise<Stock<Options>> {
    return this.#fresh(this.#stock, wish) ?? (await this.#fetch(wish));
  }

  /** A fetch on its way is shared: the options of one begin may serve another wish as well. */
  #fetch(wish: Wish): Promise<Stock<Options>> {
    const former = this.#fetching;
    if (!former) return this.#begin(wish);
    if (JSON.stringify(former.wish) === JSON.stringify(wish)) return former.stock;
    return former.stock.then(
      (stock) => this.#fresh(stock, wish) ?? this.#begin(wish),
      () => this.#begin(wish),
    );
  }

  #begin(wish: Wish): Promise<Stock<Options>> {
    const stock = this.#source.fetch(wish).then((options) => {
      const life = Math.max(options.publicKey.timeout ?? usualLife, shortestLife);
      return (this.#stock = { options, renewAt: this.#clock.now() + life * 0.75, taken: false });
    });
    const fetching = { wish, stock };
    this.#fetching = fetching;
    const done = (): void => {
      if (this.#fetching === fetching) this.#fetching = undefined;
    };
    stock.then(done, done);
    return stock;
  }

  #fresh(stock: Stock<Options> | undefined, wish: Wish): Stock<Options> | undefined {
    if (!stock || stock.renewAt <= this.#clock.now()) return undefined;
    return this.#source.fits(stock.options, wish) ? stock : undefined;
  }
}

/** What nobody waits for may fail: who takes the options is told. */
async function quietly(promise: Promise<void>): Promise<void> {
  await promise.catch(() => undefined);
}
