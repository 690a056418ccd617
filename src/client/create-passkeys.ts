import { browserClock, lazy } from '../async.ts';
import { createClient, type SignInApi } from './client.ts';
import { createContext, type ClientContext } from './context.ts';
import { fromUnknown } from '../errors.ts';
import { Autofill } from './sign-in/autofill.ts';
import { changeView } from './sign-in/hosted-page.ts';
import type { SignInLink } from './sign-in/link.ts';
import { SignInPrefetch } from './sign-in/options.ts';
import { signIn } from './sign-in/sign-in.ts';
import type { AutofillOptions, Passkeys, PasskeysConfig } from './types.ts';

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
    signIn: () => Promise.resolve(createSignInApi(context)),
    management: async (signInAgain) =>
      (await import('./management/management.ts')).createManagementApi(context, signInAgain),
  });
}

export function createSignInApi(context: ClientContext): SignInApi {
  const prefetch = new SignInPrefetch(context);
  const signUp = lazy(async () => (await import('./sign-in/sign-up.ts')).createSignUpApi(context, prefetch));
  return {
    mode: ({ signal } = {}) => prefetch.mode(signal),
    prepareSignIn: ({ signal, ...target } = {}) => prefetch.prefetch(target, signal),
    signIn: (options) => signIn(context, prefetch, options),
    signInWithPassword: async (identifier, password, options) =>
      (await passwordPart()).signInWithPassword(context, identifier, password, options),
    autofill: (options, stopped) => startAutofill(context, prefetch, options, stopped),
    signInFromLink: (link) => void startLink(context, prefetch, link),
    prepareSignUp: (identifier) => void signUp().then((api) => api.prepare(identifier), ignore),
    signUp: async (identifier, options) => (await signUp()).signUp(identifier, options),
    changeView: (view) => changeView(context.settings, view),
    activate: async (options) => (await hostedRegistrationPart()).activate(context, options),
    recover: async (identifier, options) =>
      (await hostedRegistrationPart()).recover(context, identifier, options),
  };
}

const passwordPart = lazy(() => import('./sign-in/password.ts'));
const linkPart = lazy(() => import('./sign-in/link.ts'));
const hostedRegistrationPart = lazy(() => import('./registration/hosted-page.ts'));

const ignore = (): undefined => undefined;

/** Runs where the browser has autofill for passkeys, until one of the two signals aborts. */
function startAutofill(
  context: ClientContext,
  prefetch: SignInPrefetch,
  options: AutofillOptions,
  stopped: AbortSignal,
): void {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  for (const signal of [stopped, ...(options.signal ? [options.signal] : [])]) {
    if (signal.aborted) return;
    signal.addEventListener('abort', stop, { signal: ending.signal });
  }
  const start = async (): Promise<void> => {
    const { autofill } = await context.support();
    if (autofill) new Autofill(context, prefetch, options).start(ending.signal);
  };
  start().catch((error: unknown) => options.onFailed?.(fromUnknown(error)));
}

/** Where the browser has no immediate mode, or the part does not load, the link stays a plain link. */
async function startLink(context: ClientContext, prefetch: SignInPrefetch, link: SignInLink): Promise<void> {
  try {
    if ((await context.support()).immediate) (await linkPart()).signInFromLink(context, prefetch, link);
  } catch {
    // A plain link needs no message.
  }
}
