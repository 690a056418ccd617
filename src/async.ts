import { isPasskeyError, PasskeyError } from './errors.ts';

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

/** `AbortSignal.any`, also for Safari before 17.4, which has passkeys and not that. */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  if (typeof AbortSignal.any === 'function') return AbortSignal.any([...signals]);
  const joined = new AbortController();
  for (const signal of signals) {
    const end = (): void => joined.abort(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true, signal: joined.signal });
  }
  return joined.signal;
}

/** Settles as `promise` does, or rejects with the signal's reason. `promise` itself is not cancelled. */
export function abortable<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Resolves after that time, or when the signal aborts. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** Milliseconds after which a part that does not arrive counts as a failure. */
const loadTimeoutMs = 15_000;

/**
 * Loads a part of the package at the first call and caches it. After a failure the next call loads again.
 *
 * @throws PasskeyError `offline` or `server_error` when it cannot be loaded, also when nothing arrives in 15 seconds
 */
export function lazy<T>(load: () => Promise<T>, clock: Clock = browserClock): () => Promise<T> {
  let part: Promise<T> | undefined;
  return () =>
    (part ??= withTimeout(clock, loadTimeoutMs, load(), stalled)
      .then((loaded) => (loaded === stalled ? Promise.reject(notLoaded()) : loaded))
      .catch((cause: unknown) => {
        part = undefined;
        throw isPasskeyError(cause) ? cause : notLoaded({ cause });
      }));
}

const stalled = Symbol('stalled');

function notLoaded(details?: { readonly cause: unknown }): PasskeyError {
  const code = globalThis.navigator?.onLine === false ? 'offline' : 'server_error';
  return new PasskeyError(code, 'A part of this package could not be loaded.', details);
}
