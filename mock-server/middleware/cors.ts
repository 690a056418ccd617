import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Env } from '../routes/context.ts';

/** Headers that pages of other origins may read and send. */
const exposeHeaders = ['ETag', 'Retry-After', 'Date', 'X-Idempotent-Replayed'];
const allowHeaders = ['Authorization', 'Content-Type', 'If-Match', 'X-Idempotency-Key', 'X-Connect-World'];

/** Endpoints that a single-page app calls: none of them takes a cookie. */
const openToApps =
  /^\/[^/]+\/[^/]+\/(?:\.well-known\/(?:openid-configuration|jwks\.json)|oauth2\/(?:token|revoke)|userinfo)$/;

/**
 * Whether pages of that origin may make the call: those of the configured origins any, those of this machine the calls
 * of a single-page app.
 */
export function isAllowedOrigin(origin: string, path: string, origins: readonly string[]): boolean {
  return origins.includes(origin) || (openToApps.test(path) && isLoopbackOrigin(origin));
}

/** `localhost` with its subdomains, 127.0.0.0/8 and ::1, by http or https on any port. */
function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return /^https?:$/.test(protocol) && /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Lets pages of other origins call, without credentials (Fetch Standard, section "CORS protocol"). */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<Env> {
  const allow = cors({
    origin: (origin, { req }) => (isAllowedOrigin(origin, req.path, origins) ? origin : undefined),
    exposeHeaders,
    allowHeaders,
  });
  return (call, next) => {
    if (call.req.header('Origin') !== undefined) return allow(call, next);
    call.header('Vary', 'Origin');
    return next();
  };
}
