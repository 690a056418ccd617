import { abortable } from '../async.ts';
import { lazy } from '../async.ts';
import { fromUnknown, isPasskeyError } from '../errors.ts';
import type { ClientContext } from './context.ts';
import type { SignInAgain } from './management/step-up.ts';
import type { SignInLink } from './sign-in/link.ts';
import type { OwnSignInOptions } from './sign-in/sign-in.ts';
import type {
  AutofillOptions,
  CallOptions,
  DetectedMode,
  ModeOptions,
  HostedPageActions,
  PasskeyDirectory,
  Passkeys,
  SignInResult,
} from './types.ts';

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

/** The calls of signed-in people. */
export interface ManagementApi extends PasskeyDirectory, Pick<Passkeys, 'prepareEnroll' | 'upgrade'> {
  /** By the profile. */
  mode(options?: CallOptions): Promise<DetectedMode>;
}

type LoadSignIn = () => Promise<SignInApi>;
type LoadManagement = () => Promise<ManagementApi>;

/**
 * The two halves of a client. An entry point imports the half that its page always needs statically, so that a bundler
 * makes one file of it, and the other half on demand.
 */
export interface ClientParts {
  readonly signIn: LoadSignIn;
  /** @param signInAgain a sign-in by the same client, for a step-up */
  readonly management: (signInAgain: SignInAgain) => Promise<ManagementApi>;
}

const diagnosePart = lazy(() => import('./diagnose.ts'));

/** Does nothing before it is asked to: no request, no timer, no listener. */
export function createClient(context: ClientContext, parts: ClientParts): Passkeys {
  const { support, memory } = context;
  const signIn = lazy(parts.signIn);
  const management = lazy(() => parts.management(async (options) => (await signIn()).signIn(options)));
  const managed = managementCalls(context, management);
  const mode = (options?: ModeOptions) => detectMode(context, signIn, management, options);
  const diagnose = async () => (await diagnosePart()).diagnose(context, mode);
  return {
    ...(context.settings.hostedPage && { hostedPage: hostedPageActions(signIn) }),
    ...signInCalls(signIn, managed.upgrade),
    ...managed,
    mode,
    support,
    memory,
    diagnose,
  };
}

function signInCalls(
  signIn: LoadSignIn,
  upgrade: Passkeys['upgrade'],
): Omit<
  Passkeys,
  keyof ReturnType<typeof managementCalls> | 'hostedPage' | 'mode' | 'support' | 'memory' | 'diagnose'
> {
  return {
    prepareSignIn: (options) => void signIn().then((api) => api.prepareSignIn(options), ignore),
    signIn: async (options) => (await load(signIn, options)).signIn(options),
    signInWithPassword: async (identifier, password, options) =>
      (await load(signIn, options)).signInWithPassword(identifier, password, options),
    autofill: (options) => {
      const ending = new AbortController();
      const fail = (error: unknown): void => options.onFailed?.(fromUnknown(error));
      signIn().then((api) => api.autofill(options, ending.signal), fail);
      return { stop: () => ending.abort() };
    },
    signInFromLink: (anchor, onSignedIn, { password = false } = {}) => {
      const undone = new AbortController();
      const link = { anchor, onSignedIn, password, upgrade, signal: undone.signal };
      signIn().then((api) => api.signInFromLink(link), ignore);
      return () => undone.abort();
    },
    prepareSignUp: (identifier) => void signIn().then((api) => api.prepareSignUp(identifier), ignore),
    signUp: async (identifier, options) => (await load(signIn, options)).signUp(identifier, options),
  };
}

const hostedPageActions = (signIn: LoadSignIn): HostedPageActions => ({
  changeView: (view) => void signIn().then((api) => api.changeView(view), ignore),
  activate: async (options) => (await load(signIn, options)).activate(options),
  recover: async (identifier, options) => (await load(signIn, options)).recover(identifier, options),
});

function managementCalls(
  { settings }: ClientContext,
  management: LoadManagement,
): PasskeyDirectory & Pick<Passkeys, 'prepareEnroll' | 'upgrade'> {
  return {
    prepareEnroll: (options) => void management().then((api) => api.prepareEnroll(options), ignore),
    enroll: async (options) => (await load(management, options)).enroll(options),
    upgrade: async (options) =>
      settings.upgrade ? management().then((api) => api.upgrade(options), ignore) : undefined,
    list: async (options) => (await load(management, options)).list(options),
    rename: async (id, name, options) => (await load(management, options)).rename(id, name, options),
    remove: async (id, options) => (await load(management, options)).remove(id, options),
  };
}

/** By the profile where there is an access token, else by the begin of a sign-in. */
async function detectMode(
  { settings, accessToken }: ClientContext,
  signIn: LoadSignIn,
  management: LoadManagement,
  options: ModeOptions = {},
): Promise<DetectedMode> {
  if (settings.mode !== 'auto') return settings.mode;
  if (!accessToken() || options.by === 'sign-in') return (await load(signIn, options)).mode(options);
  try {
    return await (await load(management, options)).mode(options);
  } catch (error) {
    const isSignedOut = isPasskeyError(error) && error.code === 'unauthorized';
    if (!isSignedOut || !settings.poolId) throw error;
    return (await load(signIn, options)).mode(options);
  }
}

/** Waiting for a part ends with the call's own signal. A call whose part is there handles its signal by itself. */
async function load<T>(part: () => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
  if (!signal) return part();
  const loading = part();
  if ((await Promise.race([loading, Promise.resolve(pending)])) !== pending) return loading;
  try {
    return await abortable(signal, loading);
  } catch (error) {
    throw fromUnknown(error, signal);
  }
}

const pending = Symbol('pending');

/** The next call that needs the part rejects with the reason. */
const ignore = (): undefined => undefined;
