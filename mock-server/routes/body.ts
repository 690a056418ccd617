import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError, apiError } from '../domain/error.ts';
import type { Call, Env } from './context.ts';

const maxSize = 64 * 1024;

/** Methods of which a `Request` has no body, and one that no `Request` has (Fetch Standard, section "Methods"). */
const withoutBody = ['GET', 'HEAD', 'TRACE'];

/** Refuses bodies of more than 64 kB; one whose length is not told beforehand is read up to there. */
export function bodySize(): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize, onError: tooLarge });
  return (call, next) => (isSmall(call) ? next() : limit(call, next).catch(brokenOff));
}

/** All of the body. @throws 400 when the caller hangs up before its end */
export function readBody(call: Call): Promise<ArrayBuffer> {
  return call.req.arrayBuffer().catch(brokenOff);
}

/** Told by its headers alone: to look at the body of a request costs Node a stream. */
function isSmall({ req }: Call): boolean {
  if (withoutBody.includes(req.method)) return true;
  const length = req.header('Content-Length');
  if (length === undefined || req.header('Transfer-Encoding') !== undefined) return false;
  return /^\d+$/.test(length) && Number(length) <= maxSize;
}

function tooLarge(): never {
  throw apiError('payload_too_large', 'The body is larger than 64 kB.');
}

function brokenOff(cause: unknown): never {
  if (cause instanceof ApiError) throw cause;
  throw apiError('invalid_request', 'The body broke off before its end.', { cause });
}
