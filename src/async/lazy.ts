import { isPasskeyError, PasskeyError } from '../errors.ts';

/**
 * Loads a part of the package at the first call and caches it. After a failure the next call loads again.
 *
 * @throws PasskeyError `offline` or `server_error` when it cannot be loaded
 */
export function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let part: Promise<T> | undefined;
  return () =>
    (part ??= load().catch((cause: unknown) => {
      part = undefined;
      throw isPasskeyError(cause) ? cause : notLoaded(cause);
    }));
}

function notLoaded(cause: unknown): PasskeyError {
  const code = globalThis.navigator?.onLine === false ? 'offline' : 'server_error';
  return new PasskeyError(code, 'A part of this package could not be loaded.', { cause });
}
