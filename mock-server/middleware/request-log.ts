import type { MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { ceremonyParts, type CeremonyParts } from './ceremony-parts.ts';
import { type Call, calledPath, type Env } from '../routes/context.ts';
import { reply } from '../routes/json.ts';

/** One call as a developer sees it: no query, no header, and of the body the WebAuthn part only, so nothing secret. */
export interface LoggedCall extends CeremonyParts {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error_code?: string;
  /** Reason of a refusal, also where the answer itself must not reveal it. */
  readonly reason?: string;
}

const most = 200;

/** The last calls, and those who watch. Kept in memory: they are about this run of the server. */
export class RequestLog {
  #calls: LoggedCall[] = [];
  readonly #watchers = new Set<(call: LoggedCall) => void>();

  /** Notes every call but those to `/_mock` itself. */
  readonly record: MiddlewareHandler<Env> = async (call, next) => {
    const { context } = call.var;
    const start = context.now();
    await next();
    if (call.req.path.startsWith('/_mock')) return;
    const about = { method: call.req.method, path: calledPath(call), status: call.res.status };
    this.#add({
      at: new Date(start).toISOString(),
      ...about,
      milliseconds: context.now() - start,
      ...refused(call),
      ...(await ceremonyParts(call)),
    });
  };

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

  #add(recent: LoggedCall): void {
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
