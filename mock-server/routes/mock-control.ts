import { Hono } from 'hono';
import { advanceClock, mintAsAsked, outbox, worldView } from '../domain/admin/mock-control.ts';
import { apiError } from '../domain/error.ts';
import { dropFaults, planFault } from '../domain/admin/faults.ts';
import type { Store } from '../store/store.ts';
import { type Call, type Env, requestHost, stampDate } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { readObject } from './parse.ts';

/** The recent calls that `/_mock/requests` answers with. */
interface RequestLog {
  reply(call: Call): Response;
  forget(): void;
}

/** What tests and developers do with the server itself; mounted at `/_mock`. */
export function control(store: Store, log: RequestLog) {
  return new Hono<Env>()
    .use(async (call, next) => {
      if (requestHost(call).caller === 'stranger') {
        throw apiError('not_found', '/_mock answers to pages and programs of this machine only.');
      }
      await next();
    })
    .get('/', (call) => reply(call, worldView(call.var.context)))
    .get('/outbox', (call) => reply(call, outbox(call.var.context)))
    .get('/requests', (call) => log.reply(call))
    .post('/reset', async (call) => {
      await store.reset();
      stampDate(call);
      log.forget();
      return replyNothing(call);
    })
    .post('/clock', async (call) => {
      advanceClock(call.var.context, await readObject(call));
      stampDate(call);
      return reply(call, { now: new Date(call.var.context.now()).toISOString() });
    })
    .post('/scenario', async (call) => {
      return reply(call, planFault(call.var.context, await readObject(call)));
    })
    .delete('/scenario', (call) => {
      dropFaults(call.var.context);
      return replyNothing(call);
    })
    .post('/tokens', async (call) => {
      return reply(call, { access_token: await mintAsAsked(call.var.context, await readObject(call)) });
    });
}
