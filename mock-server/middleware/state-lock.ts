import type { MiddlewareHandler } from 'hono';
import { type Env, stampDate } from '../routes/context.ts';

/** Gives a call the current state, and saves its changes before it is answered. */
export const stateLock: MiddlewareHandler<Env> = (call, next) => {
  const { store, sweep } = call.var.world;
  return store.withLock(async () => {
    // Stamped a second time: while the call waited for the lock, another call may have moved the clock.
    stampDate(call);
    sweep(call.var.context);
    await next();
    if (mayChange(call.req)) await store.save();
  });
};

/** A read changes nothing, except where people are led through signing in and out, or get a challenge by a link. */
function mayChange({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method) || /\/(?:oauth2|oidc)\/|\/begin$/.test(path);
}
