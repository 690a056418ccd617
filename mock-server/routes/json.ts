import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiError } from '../domain/error.ts';
import type { Call } from './context.ts';

/** Writes JSON as Go's encoder does: `<`, `>`, `&` and the two line separators escaped, a newline at the end. */
function goJson(value: unknown): string {
  const escaped = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}

export function reply(call: Call, body: unknown, status: ContentfulStatusCode = 200): Response {
  call.set('answered', body);
  return call.body(goJson(body), status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
}

export function replyNothing(call: Call): Response {
  return call.body(null, 204);
}

export function replyRefusal(call: Call, refused: ApiError): Response {
  if (refused.retryAfter !== undefined) call.header('Retry-After', String(refused.retryAfter));
  if (refused.status === 401) call.header('WWW-Authenticate', 'Bearer');
  return reply(call, refused.body, refused.status as ContentfulStatusCode);
}
