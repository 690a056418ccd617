import type { MiddlewareHandler } from 'hono';
import { apiError } from '../domain/error.ts';
import { isAllowedOrigin } from './cors.ts';
import { type Call, type Env, requestHost } from '../routes/context.ts';

/** A client may send people to these two with a form of its own site (OpenID Connect Core 1.0, Session Logout 1.0). */
const openToForms = /\/(?:oauth2\/authorize|oidc\/logout)$/;

/**
 * Refuses calls under a name of others: a page of any site can have its own name lead to this machine (DNS rebinding),
 * and is then, to the browser, a page of this server.
 */
export const refuseForeignNames: MiddlewareHandler<Env> = async (call, next) => {
  const { foreignName } = requestHost(call);
  if (foreignName !== undefined) {
    throw apiError(
      'host_not_allowed',
      `The server does not answer to the name "${foreignName}". If it is the server's own: start it with ` +
        `--allow-host ${foreignName}, or with allowedHosts: ['${foreignName}'].`,
    );
  }
  await next();
};

/**
 * Refuses changes that a page of another site requests, unless its origin is configured.
 * CORS alone would only hide the answer from that page.
 */
export function refuseCrossSite(origins: readonly string[]): MiddlewareHandler<Env> {
  return async (call, next) => {
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(call.req.method);
    if (!isRead && !openToForms.test(call.req.path)) {
      if (isForeign(call, origins)) throw apiError('origin_not_allowed', explainForeign(call));
      if (isRenamed(call, origins)) throw apiError('origin_not_allowed', explainRenamed(call));
    }
    await next();
  };
}

/** Fetch Standard, section "Origin header"; Fetch Metadata, section "The Sec-Fetch-Site HTTP Request Header". */
function isForeign(call: Call, origins: readonly string[]): boolean {
  const origin = call.req.header('Origin');
  const site = call.req.header('Sec-Fetch-Site');
  // A form of a page that sends no referrer has `Origin: null`, even at its own server.
  if (site === 'same-origin') return false;
  if (origin === undefined) return site === 'cross-site';
  return origin !== call.var.context.origin && !isAllowedOrigin(origin, call.req.path, origins);
}

/** True if page and server have one origin for the browser, and two for the server: a proxy stands between. */
function isRenamed(call: Call, origins: readonly string[]): boolean {
  const origin = (call.req.header('Origin') ?? 'null').toLowerCase();
  if (origin === 'null' || call.req.header('Sec-Fetch-Site') !== 'same-origin') return false;
  return origin !== call.var.context.origin && !isAllowedOrigin(origin, call.req.path, origins);
}

function explainForeign(call: Call): string {
  const origin = call.req.header('Origin');
  if (origin === undefined || origin === 'null') {
    return 'A page of another site may not call the server: its origin is hidden, so that no option allows it.';
  }
  return (
    `Pages of ${origin} may not call the server, which is called as ${call.var.context.origin}. If they are yours: ` +
    `start it with --origin ${origin}, or with origins: ['${origin}'].`
  );
}

function explainRenamed(call: Call): string {
  const origin = call.req.header('Origin') ?? '';
  return (
    `The page is at ${origin}, and its proxy calls the server as ${call.var.context.origin}: no passkey can be made ` +
    `there. Let the proxy keep Host or send X-Forwarded-Host and X-Forwarded-Proto, or start the server with ` +
    `--public-url ${origin}, or with publicUrl: '${origin}'.`
  );
}
