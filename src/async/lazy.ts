import { isPasskeyError, PasskeyError } from '../errors.ts';
import { browserClock, type Clock } from './clock.ts';

/** Milliseconds until a load that has not answered counts as failed. */
const patience = 15_000;

/**
 * A part of the package that is loaded when it is first needed. A load that failed is tried again.
 *
 * @throws PasskeyError `offline` or `server_error` when it cannot be loaded
 */
export function lazy<T>(load: () => Promise<T>, clock: Clock = browserClock): () => Promise<T> {
  let part: Promise<T> | undefined;
  return () =>
    (part ??= bounded(clock, load).catch((cause: unknown) => {
      part = undefined;
      throw isPasskeyError(cause) ? cause : notLoaded(cause);
    }));
}

function bounded<T>(clock: Clock, load: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(patience, () =>
      reject(new Error(`No answer within ${String(patience / 1000)} seconds.`)),
    );
    load().then(resolve, reject).finally(cancel);
  });
}

function notLoaded(cause: unknown): PasskeyError {
  const code = globalThis.navigator?.onLine === false ? 'offline' : 'server_error';
  return new PasskeyError(code, 'A part of this package could not be loaded.', { cause });
}
