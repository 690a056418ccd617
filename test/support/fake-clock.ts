import type { Clock } from '../../src/async.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that moves only by `advance`. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 5, 9, 0, 0);
  readonly #timers = new Set<Timer>();
  readonly #settled: () => Promise<void>;

  /** @param settle runs the promise reactions of a timer to their end */
  constructor(settle = settled) {
    this.#settled = settle;
  }

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Milliseconds until each timer that is set, the nearest first. */
  get pending(): readonly number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).sort((one, other) => one - other);
  }

  /** Runs the timers that are due, in their order, and the promise reactions that follow. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let timer = this.#dueBy(end); timer; timer = this.#dueBy(end)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.run();
      await this.#settled();
    }
    this.#now = end;
    await this.#settled();
  }

  /** Lets time pass without running timers, as while a laptop sleeps. Timers that are due run at the next `advance`. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #dueBy(end: number): Timer | undefined {
    const [first] = [...this.#timers].sort((one, other) => one.at - other.at);
    return first && first.at <= end ? first : undefined;
  }
}

/** Lets everything that waits for nothing but promises run to its end. */
export async function settled(): Promise<void> {
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
