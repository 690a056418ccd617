import { isPasskeyError, PasskeyError } from '../errors.ts';
import { browserClock, withTimeout, type Clock } from './clock.ts';

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
