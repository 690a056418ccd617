import type { MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { ceremonyParts } from './ceremony-parts.ts';
import { type Call, calledPath, type Env } from '../routes/context.ts';
import { reply } from '../routes/json.ts';
import type { LoggedCall } from '../routes/logged-call.ts';

const most = 200;

/** Notes every call but those to `/_mock` itself, in the world that it met. @param onCall called with each */
export function recordCalls(onCall: (call: LoggedCall) => void): MiddlewareHandler<Env> {
  return async (call, next) => {
    const start = call.var.context.now();
    await next();
    if (call.req.path.startsWith('/_mock')) return;
    const about = { method: call.req.method, path: calledPath(call), status: call.res.status };
    const recent = {
      at: new Date(start).toISOString(),
      ...about,
      milliseconds: call.var.context.now() - start,
      ...refused(call),
      ...(await ceremonyParts(call)),
    };
    call.var.world.log.add(recent);
    onCall(recent);
  };
}

/** The last calls, and those who watch. Kept in memory: they are about this run of the server. */
export class RequestLog {
  #calls: LoggedCall[] = [];
  readonly #watchers = new Set<(call: LoggedCall) => void>();

  /** All of them, newest last; as a stream for `Accept: text/event-stream`. */
  reply(call: Call): Response {
    if (!call.req.header('Accept')?.includes('text/event-stream'))
      return reply(call, { requests: this.#calls });
    return streamSSE(call, async (stream) => {
      const send = (recent: LoggedCall) => void stream.writeSSE({ data: JSON.stringify(recent) });
      this.#calls.forEach(send);
      this.#watchers.add(send);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
      });
      this.#watchers.delete(send);
    });
  }

  forget(): void {
    this.#calls = [];
  }

  add(recent: LoggedCall): void {
    this.#calls = [...this.#calls.slice(1 - most), recent];
    for (const watch of this.#watchers) watch(recent);
  }
}

/** The code of the answer: the vendor's `error_code`, or OAuth's `error`. */
function refused({ error, var: { answered } }: Call) {
  if (!error) return {};
  const { error_code: code, error: oauth } = answered as Readonly<Record<string, string>>;
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  return { error_code: code ?? oauth ?? '', reason };
}
