import { Hono } from 'hono';
import { advanceClock, mintAsAsked, outbox, worldView } from '../domain/admin/mock-control.ts';
import { expireAll } from '../domain/admin/expiry.ts';
import { plantSeed } from '../domain/admin/seed.ts';
import { apiError } from '../domain/error.ts';
import { dropFaults, planFault } from '../domain/admin/faults.ts';
import { type Env, requestHost, stampDate } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { clockBody, expireBody, scenarioBody, tokenBody } from './bodies/mock.ts';
import { seedBody } from './bodies/seed.ts';
import { parseBody } from './parse.ts';

/** Control of the server by tests and developers; mounted at `/_mock`. */
export const control = new Hono<Env>()
  .use(async (call, next) => {
    if (requestHost(call).caller === 'stranger') {
      throw apiError('not_found', '/_mock answers to pages and programs of this machine only.');
    }
    await next();
  })
  .get('/', (call) => reply(call, worldView(call.var.context)))
  .get('/outbox', (call) => reply(call, outbox(call.var.context)))
  .get('/requests', (call) => call.var.world.log.reply(call))
  .post('/reset', async (call) => {
    await call.var.world.store.reset();
    stampDate(call);
    call.var.world.log.forget();
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
  .post('/seed', async (call) => {
    const plan = await parseBody(call, seedBody);
    return reply(call, { users: await plantSeed(call.var.context, plan) });
  })
  .post('/expire', async (call) => {
    expireAll(call.var.context, (await parseBody(call, expireBody)).what);
    return replyNothing(call);
  })
  .post('/tokens', async (call) => {
    const order = await parseBody(call, tokenBody);
    return reply(call, { access_token: await mintAsAsked(call.var.context, order) });
  });
