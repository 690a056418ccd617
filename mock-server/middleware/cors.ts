import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Env } from '../routes/context.ts';

/** What other origins' pages may read of a reply, and what they may send. */
const exposeHeaders = ['ETag', 'Retry-After', 'Date', 'X-Idempotent-Replayed'];
const allowHeaders = ['Authorization', 'Content-Type', 'If-Match', 'X-Idempotency-Key'];

/** Lets pages of configured origins call, without credentials (Fetch Standard, section "CORS protocol"). */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<Env> {
  const allow = cors({ origin: [...origins], exposeHeaders, allowHeaders });
  return (call, next) => {
    if (call.req.header('Origin') !== undefined) return allow(call, next);
    call.header('Vary', 'Origin');
    return next();
  };
}
