import type { MiddlewareHandler } from 'hono';

/**
 * Accepts requests of this site's own pages, and none that a foreign page can make a browser send with the
 * cookie: no other `Origin`, no other `Sec-Fetch-Site`, no body of a kind that a form could post.
 */
export function sameOriginJson(origin: () => string): MiddlewareHandler {
  return async ({ req }, next) => {
    const reads = req.method === 'GET';
    const from = req.header('Origin') ?? (reads ? origin() : undefined);
    if (from !== origin()) return forbidden(`Only pages of ${origin()} may call this.`);
    if (!isSameSite(req.header('Sec-Fetch-Site'))) return forbidden('This was called from another site.');
    if (hasBody(req.method) && !isJson(req.header('Content-Type')))
      return forbidden('The body must be JSON.');
    return next();
  };
}

/** Browsers always send the header; a request without it comes from a program, not from a foreign page. */
const isSameSite = (site: string | undefined) => site === undefined || site === 'same-origin';
const hasBody = (method: string) => method === 'POST' || method === 'PUT';
const isJson = (type: string | undefined) => /^application\/json\s*(;|$)/i.test(type ?? '');
const forbidden = (error: string) => Response.json({ status_code: 403, error }, { status: 403 });
