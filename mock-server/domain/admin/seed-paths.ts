import { Malformed } from '../../webauthn/index.ts';
import { apiError, ApiError } from '../error.ts';

/** Runs a step, and names the value that it refuses by its path in the seed. */
export function within<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw locate(path, error);
  }
}

/** Puts a path before that of a refused value; other errors stay as they are. */
export function locate(path: string, error: unknown): unknown {
  if (!(error instanceof ApiError || error instanceof Malformed)) return error;
  const details = error instanceof ApiError ? error.details : undefined;
  const { field, reason = error.message } = details ?? {};
  const full = typeof field === 'string' ? `${path}.${field}` : path;
  const about = { details: { field: full, reason }, cause: error };
  return apiError('invalid_settings', `${full}: ${String(reason)}`, about);
}

/** IDs of entries that are there. @throws 422 for another */
export function requireKnown(
  ids: readonly string[],
  known: Record<string, unknown>,
  field: string,
  kind: string,
): string[] {
  const wrong = ids.findIndex((id) => !Object.hasOwn(known, id));
  if (wrong < 0) return [...ids];
  const reason = `names no ${kind}: there are ${Object.keys(known).join(', ')}.`;
  throw apiError('invalid_settings', reason, { details: { field: `${field}[${wrong}]`, reason } });
}
