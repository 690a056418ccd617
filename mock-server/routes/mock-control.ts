import { Hono } from 'hono';
import { advanceClock, mintAsAsked, outbox, worldView } from '../domain/admin/mock-control.ts';
import { apiError } from '../domain/error.ts';
import { dropFaults, planFault } from '../domain/admin/faults.ts';
import type { Store } from '../store/store.ts';
import { type Call, type Env, requestHost, stampDate } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { clockBody, scenarioBody, tokenBody } from './bodies/mock.ts';
import { parseBody } from './parse.ts';

/** The log of calls behind `/_mock/requests`. */
interface RequestLog {
  reply(call: Call): Response;
  forget(): void;
}

/** Control of the server by tests and developers; mounted at `/_mock`. */
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
      const { advance_seconds: seconds } = await parseBody(call, clockBody);
      advanceClock(call.var.context, seconds);
      stampDate(call);
      return reply(call, { now: new Date(call.var.context.now()).toISOString() });
    })
    .post('/scenario', async (call) => {
      return reply(call, planFault(call.var.context, await parseBody(call, scenarioBody)));
    })
    .delete('/scenario', (call) => {
      dropFaults(call.var.context);
      return replyNothing(call);
    })
    .post('/tokens', async (call) => {
      const order = await parseBody(call, tokenBody);
      return reply(call, { access_token: await mintAsAsked(call.var.context, order) });
    });
}
