import type { Clock } from '../async.ts';

/** Milliseconds until a failed renewal is tried again: twice as long each time, up to half a minute. */
const minRetryMs = 1000;
const maxRetryMs = 30_000;

/**
 * Renews options each time they get stale, on a hidden page when it is shown again. A renewal that fails is tried again
 * after a while, and as soon as the browser is online again.
 */
export class Renewal {
  readonly #clock: Clock;
  readonly #renew: () => Promise<number | undefined>;
  #isCancelled = false;
  #cancelWait: (() => void) | undefined;
  #failures = 0;

  /** @param renew resolves with the time at which the new options get stale, `undefined` to end here */
  constructor(clock: Clock, renew: () => Promise<number | undefined>) {
    this.#clock = clock;
    this.#renew = renew;
  }

  start(): void {
    void this.#run();
  }

  /** Waits until the options at hand get stale. */
  startAt(staleAt: number): void {
    this.#cancelWait = this.#clock.after(staleAt - this.#clock.now(), () => {
      this.#cancelWait = whenVisible(() => void this.#run());
    });
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#cancelWait?.();
  }

  async #run(): Promise<void> {
    try {
      const staleAt = await this.#renew();
      this.#failures = 0;
      if (!this.#isCancelled && staleAt !== undefined) this.startAt(staleAt);
    } catch {
      if (!this.#isCancelled) this.#retryLater();
    }
  }

  #retryLater(): void {
    const delayMs = Math.min(minRetryMs * 2 ** this.#failures, maxRetryMs);
    this.#failures += 1;
    const waiting = new AbortController();
    const retry = (): void => {
      this.#cancelWait?.();
      this.#cancelWait = whenVisible(() => void this.#run());
    };
    const cancelTimer = this.#clock.after(delayMs, retry);
    globalThis.addEventListener?.('online', retry, { signal: waiting.signal });
    this.#cancelWait = () => {
      cancelTimer();
      waiting.abort();
    };
  }
}

/** Runs at once on a visible page, else when it is shown again. Returns a function that cancels it. */
function whenVisible(run: () => void): () => void {
  if (document.visibilityState === 'visible') {
    run();
    return () => undefined;
  }
  const listening = new AbortController();
  const check = (): void => {
    if (document.visibilityState !== 'visible') return;
    listening.abort();
    run();
  };
  document.addEventListener('visibilitychange', check, { signal: listening.signal });
  return () => listening.abort();
}
