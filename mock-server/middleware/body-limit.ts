import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { apiError } from '../domain/error.ts';
import { refuseBrokenBody } from '../routes/body.ts';
import type { Call, Env } from '../routes/context.ts';

const maxSize = 64 * 1024;

/** Methods of which a `Request` has no body, and one that no `Request` has (Fetch Standard, section "Methods"). */
const withoutBody = ['GET', 'HEAD', 'TRACE'];

/** Refuses bodies of more than 64 kB; a body without a `Content-Length` is read up to that size. */
export function bodyLimit(): MiddlewareHandler<Env> {
  const limit = limitBody({ maxSize, onError: tooLarge });
  return (call, next) => (isSmall(call) ? next() : limit(call, next).catch(refuseBrokenBody));
}

/** Decided by the headers alone: touching the body of a request costs Node a stream. */
function isSmall({ req }: Call): boolean {
  if (withoutBody.includes(req.method)) return true;
  const length = req.header('Content-Length');
  if (length === undefined || req.header('Transfer-Encoding') !== undefined) return false;
  return /^\d+$/.test(length) && Number(length) <= maxSize;
}

function tooLarge(): never {
  throw apiError('payload_too_large', 'The body is larger than 64 kB.');
}
