import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refusal } from '../domain/refusal.ts';
import type { Call, Env } from './context.ts';

const maxSize = 64 * 1024;

/** Refuses bodies of more than 64 kB; one whose length is not told beforehand is read up to there. */
export function bodySize(): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize, onError: tooLarge });
  return (call, next) => (isSmall(call) ? next() : limit(call, next));
}

/** Told by its headers alone: to look at the body of a request costs Node a stream. */
function isSmall({ req }: Call): boolean {
  const length = req.header('Content-Length');
  if (length === undefined || req.header('Transfer-Encoding') !== undefined) return false;
  return /^\d+$/.test(length) && Number(length) <= maxSize;
}

function tooLarge(): never {
  throw refusal('payload_too_large', 'The body is larger than 64 kB.');
}
