import { isPasskeyError } from '../errors.ts';
import { signIn } from './authenticate.ts';
import { told } from './ceremony.ts';
import { browserClock } from './clock.ts';
import { kitOf, type Kit } from './kit.ts';
import { Logins } from './login-options.ts';
import { onDemand } from './on-demand.ts';
import { signInWithPassword } from './password.ts';
import type { AutofillOptions, DetectedMode, ModeOptions, Passkeys, PasskeysConfig } from './passkeys.ts';
import type { SignedIn } from './signed-in.ts';
import type { SignInAgain } from './step-up.ts';

/**
 * The client of one workspace. Does nothing before it is asked to: no request, no timer, no listener.
 *
 * @throws PasskeyError `configuration`
 */
export function createPasskeys(config: PasskeysConfig): Passkeys {
  return passkeysWith(kitOf(config, browserClock));
}

/** The same on a clock of one's own. */
export function passkeysWith(kit: Kit): Passkeys {
  const logins = new Logins(kit);
  const signedIn = signedInOf(kit, logins);
  const mode = (options?: ModeOptions): Promise<DetectedMode> => modeOf(kit, logins, signedIn, options);
  return {
    mode,
    support: kit.support,
    memory: kit.memory,
    prepareSignIn: ({ signal, ...wish } = {}) => logins.ahead.prepare(wish, signal),
    signIn: (options) => signIn(kit, logins, options),
    signInWithPassword: (identifier, password, options) =>
      signInWithPassword(kit, identifier, password, options),
    autofill: (options) => autofill(kit, logins, options),
    signInFromLink: (anchor, onSignedIn) => signInFromLink(kit, logins, anchor, onSignedIn),
    signUp: async (identifier, options) => (await signUpPart()).signUp(kit, logins, identifier, options),
    prepareEnroll: (options) => void signedIn().then((part) => part.prepareEnroll(options), ignore),
    enroll: async (options) => (await signedIn()).enroll(options),
    upgrade: async (options) => (kit.settings.upgrade ? (await signedIn()).upgrade(options) : undefined),
    list: async (options) => (await signedIn()).list(options),
    rename: async (id, name, options) => (await signedIn()).rename(id, name, options),
    remove: async (id, options) => (await signedIn()).remove(id, options),
    diagnose: async () => (await diagnosePart()).diagnose(kit, mode),
  };
}

const autofillPart = onDemand(() => import('./autofill.ts'));
const linkPart = onDemand(() => import('./link.ts'));
const signUpPart = onDemand(() => import('./sign-up.ts'));
const diagnosePart = onDemand(() => import('./diagnose.ts'));

/** What a caller who waits for it will be told. */
const ignore = (): void => undefined;

function signedInOf(kit: Kit, logins: Logins): () => Promise<SignedIn> {
  const signInAgain = ({ identifier, ...how }: SignInAgain) =>
    signIn(kit, logins, { ...how, ...(identifier !== undefined && { identifier }) });
  return onDemand(async () => (await import('./signed-in.ts')).signedInWith(kit, signInAgain));
}

/** Signed in, the profile tells it; signed out, the begin of the next sign-in. */
async function modeOf(
  { settings }: Kit,
  logins: Logins,
  signedIn: () => Promise<SignedIn>,
  options: ModeOptions = {},
): Promise<DetectedMode> {
  if (settings.mode !== 'auto') return settings.mode;
  if (!settings.accessToken || options.by === 'sign-in') return logins.mode(options.signal);
  try {
    return await (await signedIn()).mode(options);
  } catch (error) {
    const signedOut = isPasskeyError(error) && error.code === 'unauthorized';
    if (!signedOut || !settings.poolId) throw error;
    return logins.mode(options.signal);
  }
}

/** Loaded where the browser has it. */
function autofill(kit: Kit, logins: Logins, options: AutofillOptions): { stop(): void } {
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  const start = async (): Promise<void> => {
    if (!(await kit.support()).autofill) return;
    const { Autofill } = await autofillPart();
    new Autofill(kit, logins, options, ending.signal);
  };
  start().catch((error: unknown) => options.onFailed?.(told(error)));
  return { stop };
}

/** Loaded where the browser has immediate mode; elsewhere the link is a link. */
function signInFromLink(
  kit: Kit,
  logins: Logins,
  ...[anchor, onSignedIn]: Parameters<Passkeys['signInFromLink']>
): () => void {
  const undone = new AbortController();
  const start = async (): Promise<void> => {
    if (!(await kit.support()).immediate) return;
    const { signInFromLink } = await linkPart();
    signInFromLink(kit, logins, { anchor, onSignedIn, signal: undone.signal });
  };
  start().catch(ignore);
  return () => undone.abort();
}
