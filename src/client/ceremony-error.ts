import { isPasskeyError, PasskeyError } from '../errors.ts';

/** Whatever was thrown, as a `PasskeyError`; `aborted` once the signal is, since an abort breaks things in many ways. */
export function fromUnknown(error: unknown, signal?: AbortSignal): PasskeyError {
  if (isPasskeyError(error) && (error.code === 'aborted' || !signal?.aborted)) return error;
  if (signal?.aborted) return new PasskeyError('aborted', 'The ceremony was stopped.', { cause: error });
  return new PasskeyError('provider_error', 'Unexpected failure of a ceremony.', { cause: error });
}
