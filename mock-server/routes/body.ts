import { ApiError, apiError } from '../domain/error.ts';
import type { Call } from './context.ts';

/** Reads the whole body. @throws 400 when the caller disconnects before its end */
export function readBody(call: Call): Promise<ArrayBuffer> {
  return call.req.arrayBuffer().catch(refuseBrokenBody);
}

/** Refuses a body that could not be read to its end; refusals pass through. */
export function refuseBrokenBody(cause: unknown): never {
  if (cause instanceof ApiError) throw cause;
  throw apiError('invalid_request', 'The body broke off before its end.', { cause });
}
