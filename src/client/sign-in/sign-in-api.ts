import { lazy } from '../../async/lazy.ts';
import { fromUnknown } from '../../errors.ts';
import type { ClientContext } from '../context.ts';
import type {
  AutofillOptions,
  CallOptions,
  DetectedMode,
  HostedPageActions,
  Passkeys,
  SignInResult,
} from '../types.ts';
import { Autofill } from './autofill.ts';
import { changeView } from './hosted-page.ts';
import type { SignInLink } from './link.ts';
import { SignInPrefetch } from './options.ts';
import { signIn, type OwnSignInOptions } from './sign-in.ts';

/** The calls of people who are not signed in, and the sign-in of a step-up. */
export interface SignInApi
  extends
    Pick<Passkeys, 'prepareSignIn' | 'signInWithPassword' | 'prepareSignUp' | 'signUp'>,
    HostedPageActions {
  /** By the begin of the next sign-in. */
  mode(options?: CallOptions): Promise<DetectedMode>;
  signIn(options?: OwnSignInOptions): Promise<SignInResult>;
  /** @param stopped ends it */
  autofill(options: AutofillOptions, stopped: AbortSignal): void;
  signInFromLink(link: SignInLink): void;
}

export function createSignInApi(context: ClientContext): SignInApi {
  const prefetch = new SignInPrefetch(context);
  const signUp = lazy(async () => (await import('./sign-up.ts')).createSignUpApi(context, prefetch));
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

const passwordPart = lazy(() => import('./password.ts'));
const linkPart = lazy(() => import('./link.ts'));
const hostedRegistrationPart = lazy(() => import('../registration/hosted-page.ts'));

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
