import type { MiddlewareHandler } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { sha256, toHex } from '../bytes.ts';
import { apiError } from '../domain/error.ts';
import { getOwn } from '../store/lookup.ts';
import type { StoredReply } from '../store/state.ts';
import { readBody } from '../routes/body.ts';
import type { Call, Env } from '../routes/context.ts';

/** Milliseconds that a first answer is given again. */
const lifetime = 60_000;

/**
 * A POST with an `X-Idempotency-Key` that was answered within the last minute gets the first answer again, marked
 * with `X-Idempotent-Replayed`. One that comes while the first is under way waits for it.
 */
export function idempotency(): MiddlewareHandler<Env> {
  const running = new Map<string, Promise<void>>();
  return async (call, next) => {
    const key = call.req.header('X-Idempotency-Key');
    if (call.req.method !== 'POST' || key === undefined) return next();
    requireKey(key);
    const id = await identify(call, key);
    while (running.has(id)) await running.get(id);
    const known = getOwn(call.var.context.state.replies, id);
    if (known && known.expiresAt > call.var.context.now()) return replay(call, known);
    const first = next().then(() => keep(call, id));
    running.set(id, first);
    return first.finally(() => running.delete(id));
  };
}

function requireKey(key: string): void {
  if (key.length < 32 || key.length > 255) {
    throw apiError('invalid_request', 'X-Idempotency-Key must have 32 to 255 characters.');
  }
}

/** The key counts for one call of one caller; who has no token yet is known by the body alone. */
async function identify(call: Call, key: string): Promise<string> {
  const caller =
    call.req.header('Authorization') ?? toHex(await sha256(new Uint8Array(await readBody(call))));
  return toHex(await sha256(JSON.stringify([call.req.path, caller, key])));
}

/** What went wrong on the server's side, or came too early, has not been answered: it may be tried again. */
async function keep(call: Call, id: string): Promise<void> {
  const { replies } = call.var.context.state;
  const now = call.var.context.now();
  if (call.res.status >= 500 || call.res.status === 429) return;
  const body = await call.res.clone().text();
  replies[id] = { status: call.res.status, headers: [...call.res.headers], body, expiresAt: now + lifetime };
}

function replay(call: Call, { status, headers, body }: StoredReply): Response {
  for (const [name, value] of headers) if (name !== 'date') call.header(name, value);
  call.header('X-Idempotent-Replayed', 'true');
  return call.newResponse(body === '' ? null : body, status as StatusCode);
}
