import { browserClock } from '../async/clock.ts';
import { createClient } from './client.ts';
import { createContext, type ClientContext } from './context.ts';
import * as signIn from './sign-in/sign-in-api.ts';
import type { Passkeys, PasskeysConfig } from './types.ts';

/**
 * The client of one workspace. Does nothing before it is asked to: no request, no timer, no listener.
 *
 * @throws PasskeyError `configuration`
 * @example
 * ```ts
 * const passkeys = createPasskeys({ issuer: 'https://connect.example.com/acme/shop', poolId: 'customers' });
 * ```
 */
export function createPasskeys(config: PasskeysConfig): Passkeys {
  return createSignInClient(createContext(config, browserClock));
}

/** A client whose sign-in is ready and whose management is loaded on demand. */
export function createSignInClient(context: ClientContext): Passkeys {
  return createClient(context, {
    signIn: () => Promise.resolve(signIn),
    management: () => import('./management/management-api.ts'),
  });
}
