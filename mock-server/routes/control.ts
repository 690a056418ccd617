import { Hono } from 'hono';
import { advanceClock, mintAsAsked, worldView } from '../domain/control.ts';
import type { Store } from '../store/store.ts';
import type { Env } from './context.ts';
import { readObject, reply, replyNothing } from './json.ts';

/** What tests and developers do with the server itself; mounted at `/_mock`. */
export function control(store: Store) {
  return new Hono<Env>()
    .get('/', (call) => reply(call, worldView(call.var.realm)))
    .post('/reset', async (call) => {
      await store.reset();
      return replyNothing(call);
    })
    .post('/clock', async (call) => {
      advanceClock(call.var.realm, await readObject(call));
      return reply(call, { now: new Date(call.var.realm.now()).toISOString() });
    })
    .post('/tokens', async (call) => {
      return reply(call, { access_token: await mintAsAsked(call.var.realm, await readObject(call)) });
    });
}
