import type { HttpClient } from '../../api/http-client.ts';
import { signIn, type AuthenticateOptions } from './sign-in.ts';
import type { ClientContext } from '../context.ts';
import { SignInPrefetch } from './options.ts';
import { lazy } from '../../async/lazy.ts';
import { signInWithPassword } from './password.ts';
import type {
  AutofillOptions,
  CallOptions,
  DetectedMode,
  HostedPageActions,
  Passkeys,
  SignInOptions,
  SignInResult,
} from '../types.ts';
import { changeView } from './hosted-page.ts';
import { signInKit, type SignInKit } from './context.ts';
import { fromUnknown } from '../ceremony-error.ts';

/** Everything that leads to a signed-in person. A page where people are signed in loads it for a step-up only. */
export interface SignInApi
  extends
    Pick<Passkeys, 'autofill' | 'prepareSignIn' | 'signInFromLink' | 'signInWithPassword' | 'signUp'>,
    HostedPageActions {
  /** As the begin of the next sign-in tells it. */
  mode(options?: CallOptions): Promise<DetectedMode>;
  /** `inside` and `accept` are for a step-up. */
  signIn(options?: SignInOptions & Pick<AuthenticateOptions, 'inside' | 'accept'>): Promise<SignInResult>;
}

export function createSignInApi(base: ClientContext, http: HttpClient): SignInApi {
  const context = signInKit(base, http);
  const logins = new SignInPrefetch(context);
  return {
    mode: ({ signal } = {}) => logins.mode(signal),
    prepareSignIn: ({ signal, ...wish } = {}) => logins.ahead.prepare(wish, signal),
    signIn: (options) => signIn(context, logins, options),
    signInWithPassword: (identifier, password, options) =>
      signInWithPassword(context, identifier, password, options),
    autofill: (options) => autofill(context, logins, options),
    signInFromLink: (anchor, onSignedIn) => signInFromLink(context, logins, anchor, onSignedIn),
    signUp: async (identifier, options) => (await signUpPart()).signUp(context, logins, identifier, options),
    changeView: (view) => changeView(context.settings, view),
    activate: async (options) => (await hostedRegistrationPart()).activate(context, options),
    recover: async (identifier, options) =>
      (await hostedRegistrationPart()).recover(context, identifier, options),
  };
}

const autofillPart = lazy(() => import('./autofill.ts'));
const linkPart = lazy(() => import('./link.ts'));
const hostedRegistrationPart = lazy(() => import('../registration/hosted-page.ts'));
const signUpPart = lazy(() => import('./sign-up.ts'));

/** Loaded where the browser has it. */
function autofill(context: SignInKit, logins: SignInPrefetch, options: AutofillOptions): { stop(): void } {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  const start = async (): Promise<void> => {
    if (!(await context.support()).autofill) return;
    const { Autofill } = await autofillPart();
    new Autofill(context, logins, options, ending.signal);
  };
  start().catch((error: unknown) => options.onFailed?.(fromUnknown(error)));
  return { stop };
}

/** Loaded where the browser has immediate mode; elsewhere the link is a link. */
function signInFromLink(
  context: SignInKit,
  logins: SignInPrefetch,
  ...[anchor, onSignedIn]: Parameters<Passkeys['signInFromLink']>
): () => void {
  const undone = new AbortController();
  const start = async (): Promise<void> => {
    if (!(await context.support()).immediate) return;
    const { signInFromLink } = await linkPart();
    signInFromLink(context, logins, { anchor, onSignedIn, signal: undone.signal });
  };
  start().catch(() => undefined);
  return () => undone.abort();
}
