import type { MiddlewareHandler } from 'hono';
import { createRequestContext, type ServerRules } from '../domain/context.ts';
import type { Environment } from '../environment.ts';
import { type Env, stampDate } from '../routes/context.ts';
import { readBrowser } from '../routes/sign-in-cookies.ts';
import type { Store } from '../store/store.ts';

/** Opens the store and gives the call its `RequestContext`. */
export function requestContext(
  store: Store,
  environment: Environment,
  rules: ServerRules,
): MiddlewareHandler<Env> {
  return async (call, next) => {
    await store.open();
    const { origin } = new URL(call.req.url);
    const called = { origin, browser: readBrowser(call) };
    call.set('context', createRequestContext(store, environment, rules, called));
    stampDate(call);
    await next();
  };
}
