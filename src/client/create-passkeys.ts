import { isPasskeyError } from '../errors.ts';
import type { HttpClient } from '../api/http-client.ts';
import { browserClock } from '../async/clock.ts';
import { createContext, type ClientContext } from './context.ts';
import { lazy } from '../async/lazy.ts';
import type { DetectedMode, HostedPageActions, ModeOptions, Passkeys, PasskeysConfig } from './types.ts';
import type { ManagementApi } from './management/management-api.ts';
import type { SignInApi } from './sign-in/sign-in-api.ts';
import type { SignInAgain } from './management/step-up.ts';
import { fromUnknown } from './ceremony-error.ts';

/**
 * The client of one workspace. Does nothing before it is asked to: no request, no timer, no listener.
 *
 * @throws PasskeyError `configuration`
 */
export function createPasskeys(config: PasskeysConfig): Passkeys {
  return passkeysWith(createContext(config, browserClock));
}

/** The same from a kit: a test brings its own clock. */
export function passkeysWith(context: ClientContext): Passkeys {
  const { http, signedOut, signedIn } = createParts(context);
  const mode = (options?: ModeOptions): Promise<DetectedMode> =>
    detectMode(context, signedOut, signedIn, options);
  return {
    ...(context.settings.hostedPage && { hostedPage: hostedPageActions(signedOut) }),
    mode,
    support: context.support,
    memory: context.memory,
    prepareSignIn: (options) => void signedOut().then((part) => part.prepareSignIn(options), ignore),
    signIn: async (options) => (await signedOut()).signIn(options),
    signInWithPassword: async (identifier, password, options) =>
      (await signedOut()).signInWithPassword(identifier, password, options),
    autofill: ({ onFailed, ...options }) => {
      const fail = (error: unknown): void => onFailed?.(fromUnknown(error));
      return startWhenLoaded(signedOut, (part) => part.autofill({ ...options, onFailed: fail }), fail);
    },
    signInFromLink: (anchor, onSignedIn) =>
      startWhenLoaded(signedOut, (part) => ({ stop: part.signInFromLink(anchor, onSignedIn) }), ignore).stop,
    signUp: async (identifier, options) => (await signedOut()).signUp(identifier, options),
    prepareEnroll: (options) => void signedIn().then((part) => part.prepareEnroll(options), ignore),
    enroll: async (options) => (await signedIn()).enroll(options),
    upgrade: async (options) =>
      context.settings.upgrade ? signedIn().then((part) => part.upgrade(options), ignore) : undefined,
    list: async (options) => (await signedIn()).list(options),
    rename: async (id, name, options) => (await signedIn()).rename(id, name, options),
    remove: async (id, options) => (await signedIn()).remove(id, options),
    diagnose: async () => (await diagnosePart()).diagnose(context, await http(), mode),
  };
}

const hostedPageActions = (signedOut: Parts['signedOut']): HostedPageActions => ({
  changeView: (view) => void signedOut().then((part) => part.changeView(view), ignore),
  activate: async (options) => (await signedOut()).activate(options),
  recover: async (identifier, options) => (await signedOut()).recover(identifier, options),
});

const diagnosePart = lazy(() => import('./diagnose.ts'));

/** Nobody waits here for a part that does not load: the next call that needs it is told why. */
const ignore = (): undefined => undefined;

interface Parts {
  readonly http: () => Promise<HttpClient>;
  readonly signedOut: () => Promise<SignInApi>;
  readonly signedIn: () => Promise<ManagementApi>;
}

/** A page loads the half that it needs, for people who sign in or who are signed in, and the HTTP client beside it. */
function createParts(context: ClientContext): Parts {
  const http = lazy(async () => (await import('../api/http-client.ts')).createHttpClient(context.settings));
  const signInAgain = async ({ identifier, ...how }: SignInAgain) =>
    (await signedOut()).signIn({ ...how, ...(identifier !== undefined && { identifier }) });
  const signedOut = lazy(async () => {
    const [{ createSignInApi }, client] = await Promise.all([import('./sign-in/sign-in-api.ts'), http()]);
    return createSignInApi(context, client);
  });
  const signedIn = lazy(async () => {
    const [{ createManagementApi }, client] = await Promise.all([
      import('./management/management-api.ts'),
      http(),
    ]);
    return createManagementApi(context, client, signInAgain);
  });
  return { http, signedOut, signedIn };
}

/** Starts something once its half is loaded, unless it was stopped before. */
function startWhenLoaded(
  part: Parts['signedOut'],
  start: (part: SignInApi) => Running,
  fail: (error: unknown) => void,
): Running {
  let running: Running | undefined;
  let stopped = false;
  part().then((loaded) => {
    if (!stopped) running = start(loaded);
  }, fail);
  return {
    stop: () => {
      stopped = true;
      running?.stop();
    },
  };
}

interface Running {
  readonly stop: () => void;
}

/** Signed in, the profile tells it; signed out, the begin of the next sign-in. */
async function detectMode(
  { settings }: ClientContext,
  signedOut: Parts['signedOut'],
  signedIn: Parts['signedIn'],
  options: ModeOptions = {},
): Promise<DetectedMode> {
  if (settings.mode !== 'auto') return settings.mode;
  if (!settings.accessToken || options.by === 'sign-in') return (await signedOut()).mode(options);
  try {
    return await (await signedIn()).mode(options);
  } catch (error) {
    const isSignedOut = isPasskeyError(error) && error.code === 'unauthorized';
    if (!isSignedOut || !settings.poolId) throw error;
    return (await signedOut()).mode(options);
  }
}
