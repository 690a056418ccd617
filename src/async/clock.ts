/** Time as an argument, so that tests control it. */
export interface Clock {
  /** Milliseconds since the epoch. Wall time, because a challenge ages while a laptop sleeps. */
  now(): number;
  /** Runs once after that time. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** HTML, section 8.6 "Timers": the time is a `long`; a longer one would run at once. */
const maxDelay = 2 ** 31 - 1;

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(milliseconds, maxDelay));
    return () => clearTimeout(timer);
  },
};

/** Settles as `promise` does within the limit, else resolves with `fallback`. `promise` itself is not cancelled. */
export function withTimeout<T, U>(
  clock: Clock,
  milliseconds: number,
  promise: Promise<T>,
  fallback: U,
): Promise<T | U> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => resolve(fallback));
    promise.then(resolve, reject).finally(cancel);
  });
}
