import { isPasskeyError, PasskeyError } from '../errors.ts';

/** An abort is told as one, whatever it broke. */
export function told(error: unknown, signal?: AbortSignal): PasskeyError {
  if (isPasskeyError(error) && (error.code === 'aborted' || !signal?.aborted)) return error;
  if (signal?.aborted) return new PasskeyError('aborted', 'The ceremony was stopped.', { cause: error });
  return new PasskeyError('provider_error', 'Unexpected failure of a ceremony.', { cause: error });
}
