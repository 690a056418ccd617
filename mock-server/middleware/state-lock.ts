import type { MiddlewareHandler } from 'hono';
import { sweepExpired } from '../domain/admin/expiry.ts';
import { type Env, stampDate } from '../routes/context.ts';
import type { Store } from '../store/store.ts';

/** Gives a call the current state, and saves its changes before it is answered. */
export function stateLock(store: Store): MiddlewareHandler<Env> {
  const dropExpired = sweepExpired();
  return (call, next) =>
    store.withLock(async () => {
      // Stamped a second time: while the call waited for the lock, another call may have moved the clock.
      stampDate(call);
      dropExpired(call.var.context);
      await next();
      if (mayChange(call.req)) await store.save();
    });
}

/** A read changes nothing, except where people are led through signing in and out, or get a challenge by a link. */
function mayChange({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method) || /\/(?:oauth2|oidc)\/|\/begin$/.test(path);
}
