import type { Http } from '../../api/http-client.ts';
import { signIn, type AuthenticateOptions } from './sign-in.ts';
import type { Kit } from '../context.ts';
import { Logins } from './options.ts';
import { onDemand } from '../../async/lazy.ts';
import { signInWithPassword } from './password.ts';
import type {
  AutofillOptions,
  CallOptions,
  DetectedMode,
  Passkeys,
  SignInOptions,
  SignInResult,
} from '../types.ts';
import { signInKit, type SignInKit } from './context.ts';
import { ceremonyError } from '../ceremony-error.ts';

/** Everything that leads to a signed-in person. A page where people are signed in loads it for a step-up only. */
export interface SignedOut extends Pick<
  Passkeys,
  'autofill' | 'prepareSignIn' | 'signInFromLink' | 'signInWithPassword' | 'signUp'
> {
  /** As the begin of the next sign-in tells it. */
  mode(options?: CallOptions): Promise<DetectedMode>;
  /** `inside` and `accept` are for a step-up. */
  signIn(options?: SignInOptions & Pick<AuthenticateOptions, 'inside' | 'accept'>): Promise<SignInResult>;
}

export function signedOutWith(base: Kit, http: Http): SignedOut {
  const kit = signInKit(base, http);
  const logins = new Logins(kit);
  return {
    mode: ({ signal } = {}) => logins.mode(signal),
    prepareSignIn: ({ signal, ...wish } = {}) => logins.ahead.prepare(wish, signal),
    signIn: (options) => signIn(kit, logins, options),
    signInWithPassword: (identifier, password, options) =>
      signInWithPassword(kit, identifier, password, options),
    autofill: (options) => autofill(kit, logins, options),
    signInFromLink: (anchor, onSignedIn) => signInFromLink(kit, logins, anchor, onSignedIn),
    signUp: async (identifier, options) => (await signUpPart()).signUp(kit, logins, identifier, options),
  };
}

const autofillPart = onDemand(() => import('./autofill.ts'));
const linkPart = onDemand(() => import('./link.ts'));
const signUpPart = onDemand(() => import('./sign-up.ts'));

/** Loaded where the browser has it. */
function autofill(kit: SignInKit, logins: Logins, options: AutofillOptions): { stop(): void } {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  const start = async (): Promise<void> => {
    if (!(await kit.support()).autofill) return;
    const { Autofill } = await autofillPart();
    new Autofill(kit, logins, options, ending.signal);
  };
  start().catch((error: unknown) => options.onFailed?.(ceremonyError(error)));
  return { stop };
}

/** Loaded where the browser has immediate mode; elsewhere the link is a link. */
function signInFromLink(
  kit: SignInKit,
  logins: Logins,
  ...[anchor, onSignedIn]: Parameters<Passkeys['signInFromLink']>
): () => void {
  const undone = new AbortController();
  const start = async (): Promise<void> => {
    if (!(await kit.support()).immediate) return;
    const { signInFromLink } = await linkPart();
    signInFromLink(kit, logins, { anchor, onSignedIn, signal: undone.signal });
  };
  start().catch(() => undefined);
  return () => undone.abort();
}
