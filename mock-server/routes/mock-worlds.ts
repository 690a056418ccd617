import { Hono } from 'hono';
import type { SeedPlan } from '../domain/admin/seed-plan.ts';
import { newId } from '../domain/context.ts';
import { apiError } from '../domain/error.ts';
import type { Store } from '../store/store.ts';
import { worldBody } from './bodies/mock.ts';
import { type Env, pathPart, type World } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { parseBody } from './parse.ts';

/** The worlds of a server, of which each test may have its own. */
interface Worlds {
  readonly names: readonly string[];
  add(name: string, store: Store): World;
  remove(name: string): void;
}

/** Makes and ends worlds; mounted at `/_mock/worlds`. @param createStore for a world that begins with that seed, too */
export function worldControl(worlds: Worlds, createStore: (seed: SeedPlan | undefined) => Store) {
  return new Hono<Env>()
    .get('/', (call) => reply(call, { worlds: worlds.names }))
    .post('/', async (call) => {
      const { name = newId(call.var.context), seed } = await parseBody(call, worldBody);
      const store = createStore(seed);
      await openSeeded(store);
      worlds.add(name, store);
      return reply(call, { name }, 201);
    })
    .delete('/:name', (call) => {
      worlds.remove(pathPart(call, 'name'));
      return replyNothing(call);
    });
}

/** Creates the first state. @throws 422 for a seed that does not fit to that of the server */
async function openSeeded(store: Store): Promise<void> {
  await store.open().catch((error: unknown) => {
    throw error instanceof TypeError ? apiError('invalid_settings', error.message) : error;
  });
}
