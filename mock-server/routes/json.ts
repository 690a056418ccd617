import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ApiError, apiError } from '../domain/error.ts';
import { readBody } from './body.ts';
import type { Call } from './context.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

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

/** The body as a JSON object. @throws 400 for anything else */
export async function readObject(call: Call): Promise<JsonObject> {
  const type = call.req.header('Content-Type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw apiError('invalid_request', 'The body must be JSON, with Content-Type: application/json.');
  }
  const value = parse(await readBody(call));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw apiError('invalid_request', 'The body must be a JSON object.');
  }
  call.set('sent', value);
  return value as JsonObject;
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Without the cause: it quotes the body, which may be a password, and recent calls would tell it.
    throw apiError('invalid_request', 'The body is not JSON.');
  }
}
