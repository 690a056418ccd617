import type { MiddlewareHandler, Next } from 'hono';
import { ApiError } from '../domain/error.ts';
import { nextFault } from '../domain/admin/faults.ts';
import type { FaultRule } from '../store/fault.ts';
import { type Call, calledPath, type Env, requestHost } from '../routes/context.ts';

type Effect = FaultRule['effect'];

/** Injects the faults that were planned with `/_mock/scenario`. */
export const injectFaults: MiddlewareHandler<Env> = async (call, next) => {
  const effect = await takeFault(call);
  return effect ? applyFault(call, next, effect) : next();
};

/** Under a lock of its own, so that a delayed call delays no other. */
function takeFault(call: Call): Promise<Effect | undefined> {
  const { store } = call.var.world;
  return store.withLock(async () => {
    const effect = nextFault(call.var.context, call.req.method, calledPath(call));
    if (effect) await store.save();
    return effect;
  });
}

async function applyFault(call: Call, next: Next, effect: Effect): Promise<Response | undefined> {
  if (effect.is === 'fail') throw planned(effect.status, effect.errorCode, effect.retryAfter);
  if (effect.is === 'drop' && effect.when === 'before') return dropped(call);
  if (effect.is === 'delay') await call.var.context.sleep(effect.milliseconds);
  await next();
  if (effect.is === 'truncate') call.res = await cutOff(call.res, effect.bytes);
  if (effect.is === 'drop') call.res = dropped(call);
  return undefined;
}

function planned(status: number, code: string, retryAfter: number | undefined): ApiError {
  const about = retryAfter === undefined ? {} : { retryAfter };
  return new ApiError(status, code, 'Planned with /_mock/scenario.', about);
}

/** A reply without a body, e.g. 204, has nothing to cut off. */
async function cutOff(reply: Response, bytes: number): Promise<Response> {
  if (!reply.body) return reply;
  const body = await reply.arrayBuffer();
  const headers = new Headers(reply.headers);
  headers.delete('Content-Length');
  return new Response(body.slice(0, bytes), { status: reply.status, headers });
}

/** Ends the connection; where the host has none, an answer that breaks off at once. */
function dropped(call: Call): Response {
  const { drop } = requestHost(call);
  if (drop) {
    drop();
    return new Response(null, { status: 503 });
  }
  const body = new ReadableStream({
    start: (controller) => {
      controller.error(new Error('The connection was dropped, as planned with /_mock/scenario.'));
    },
  });
  return new Response(body);
}
