/** Time as an argument: a test passes its own and waits for nothing. */
export interface Clock {
  /** Milliseconds since the epoch. Wall time, because a challenge goes on ageing while a laptop sleeps. */
  now(): number;
  /** Runs once, that many milliseconds from now; returns how to prevent it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** HTML, section 8.6 "Timers": the time is a `long`, and what is longer would run at once. */
const longestTime = 2 ** 31 - 1;

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(milliseconds, longestTime));
    return () => clearTimeout(timer);
  },
};

/** What `promise` gives within the limit, else `otherwise`. A promise that loses is left alone. */
export function withTimeout<T, U>(
  clock: Clock,
  milliseconds: number,
  promise: Promise<T>,
  otherwise: U,
): Promise<T | U> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => resolve(otherwise));
    promise.then(resolve, reject).finally(cancel);
  });
}
