import { abortable } from '../../async/abort.ts';
import { withTimeout, type Clock } from '../../async/clock.ts';

/** Milliseconds that a list waits for it at most. */
const maxWaitMs = 5000;

/**
 * The work behind a registration that the person does not wait for: finding the new record and naming it. A list that
 * is asked for in the meantime waits for it, so that it shows the name.
 */
export class FollowUp {
  readonly #clock: Clock;
  #running: Promise<void> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param work its failure is no failure of the passkey */
  run(work: () => Promise<void>): void {
    const end = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    const running = work().then(end, end);
    this.#running = running;
  }

  /** Resolves when nothing is running, when that takes too long, and when the signal aborts. */
  async settled(signal?: AbortSignal): Promise<void> {
    if (!this.#running) return;
    const settled = withTimeout(this.#clock, maxWaitMs, this.#running, undefined);
    await (signal ? abortable(signal, settled).catch(() => undefined) : settled);
  }
}
