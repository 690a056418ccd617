import { abortable } from '../../async/abort.ts';
import { withTimeout, type Clock } from '../../async/clock.ts';

/** Milliseconds that a list waits for it at most. */
const maxWaitMs = 5000;

/**
 * The work behind a registration that the person does not wait for: finding the new record and naming it. A list that
 * is asked for in the meantime waits for it, so that it shows the name.
 */
export class FollowUp<Profile> {
  readonly #clock: Clock;
  #running: Promise<Profile | undefined> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param work its failure is no failure of the passkey */
  run(work: () => Promise<Profile>): void {
    const running = work()
      .catch(() => undefined)
      .finally(() => {
        if (this.#running === running) this.#running = undefined;
      });
    this.#running = running;
  }

  /** The profile that it loads; `undefined` if nothing is running, or nothing came of it in time. */
  async result(signal?: AbortSignal): Promise<Profile | undefined> {
    if (!this.#running) return undefined;
    const profile = withTimeout(this.#clock, maxWaitMs, this.#running, undefined);
    return signal ? abortable(signal, profile) : profile;
  }
}
