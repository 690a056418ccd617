import { Hono } from 'hono';
import { advanceClock, mintAsAsked, outbox, worldView } from '../domain/admin/mock-control.ts';
import { expireAll } from '../domain/admin/expiry.ts';
import { plantSeed } from '../domain/admin/seed.ts';
import type { SeedPlan } from '../domain/admin/seed-plan.ts';
import { newId } from '../domain/context.ts';
import { apiError } from '../domain/error.ts';
import { dropFaults, planFault } from '../domain/admin/faults.ts';
import type { Store } from '../store/store.ts';
import { type Env, pathPart, requestHost, stampDate, type World } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { clockBody, expireBody, scenarioBody, tokenBody, worldBody } from './bodies/mock.ts';
import { seedBody } from './bodies/seed.ts';
import { parseBody } from './parse.ts';

/** The worlds of a server, of which each test may have its own. */
interface Worlds {
  readonly names: readonly string[];
  add(name: string, store: Store): World;
  remove(name: string): void;
}

/** Control of the server by tests and developers; mounted at `/_mock`. */
export function control(worlds: Worlds, createStore: (seed: SeedPlan | undefined) => Store) {
  return new Hono<Env>()
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
    .get('/worlds', (call) => reply(call, { worlds: worlds.names }))
    .post('/worlds', async (call) => {
      const { name = newId(call.var.context), seed } = await parseBody(call, worldBody);
      const store = createStore(seed);
      await openSeeded(store);
      worlds.add(name, store);
      return reply(call, { name }, 201);
    })
    .delete('/worlds/:name', (call) => {
      worlds.remove(pathPart(call, 'name'));
      return replyNothing(call);
    })
    .post('/tokens', async (call) => {
      const order = await parseBody(call, tokenBody);
      return reply(call, { access_token: await mintAsAsked(call.var.context, order) });
    });
}

/** Creates the first state. @throws 422 for a seed that does not fit to that of the server */
async function openSeeded(store: Store): Promise<void> {
  await store.open().catch((error: unknown) => {
    throw error instanceof TypeError ? apiError('invalid_settings', error.message) : error;
  });
}
