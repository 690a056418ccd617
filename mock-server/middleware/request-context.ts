import type { MiddlewareHandler } from 'hono';
import { createRequestContext, type ServerRules } from '../domain/context.ts';
import { apiError } from '../domain/error.ts';
import type { Environment } from '../environment.ts';
import { type Call, type Env, requestHost, stampDate, type World } from '../routes/context.ts';
import { readBrowser } from '../routes/sign-in-cookies.ts';
import { findWorld } from './world-search.ts';
import { readWorldName, type Worlds } from './worlds.ts';

/** Gives a call the world that it names, or the default one, and a `RequestContext`. */
export function requestContext(
  worlds: Worlds,
  environment: Environment,
  rules: ServerRules,
): MiddlewareHandler<Env> {
  return async (call, next) => {
    await enterWorld(call, worlds.get(readWorldName(call)) ?? worlds.first, environment, rules);
    await next();
  };
}

/**
 * Refuses calls of a world that is gone, and leads a call that names none to the world of its code, token or user: a
 * backend that calls for a page has none of the page's cookies. After the limit of bodies, which it may read.
 */
export function rightWorld(
  worlds: Worlds,
  environment: Environment,
  rules: ServerRules,
): MiddlewareHandler<Env> {
  return async (call, next) => {
    const name = readWorldName(call);
    if (name === undefined && worlds.size > 1) {
      const world = await findWorld(call, worlds);
      if (world) await enterWorld(call, world, environment, rules);
    }
    if (name !== undefined && !worlds.get(name) && !isWorldControl(call)) {
      throw apiError('not_found', `There is no world "${name}" here: POST /_mock/worlds makes it.`);
    }
    await next();
  };
}

/** Worlds are made and listed in no world. */
const isWorldControl = ({ req }: Call) => req.path.startsWith('/_mock/worlds');

async function enterWorld(call: Call, world: World, environment: Environment, rules: ServerRules) {
  await world.store.open();
  const origin = requestHost(call).origin ?? new URL(call.req.url).origin;
  const called = { origin, browser: readBrowser(call) };
  call.set('world', world);
  call.set('context', createRequestContext(world.store, environment, rules, called));
  stampDate(call);
}
