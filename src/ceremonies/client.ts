import { isPasskeyError } from '../errors.ts';
import { signIn } from './authenticate.ts';
import { Autofill } from './autofill.ts';
import { browserClock } from './clock.ts';
import { enrolmentsOf } from './enrolment-options.ts';
import { kitOf, type Kit } from './kit.ts';
import { signInFromLink } from './link.ts';
import { Logins } from './login-options.ts';
import { Management } from './management.ts';
import { modeOfProfile } from './mode.ts';
import { signInWithPassword } from './password.ts';
import type { CallOptions, DetectedMode, Passkeys, PasskeysConfig } from './passkeys.ts';
import { enroll } from './register.ts';
import { signUp } from './sign-up.ts';
import { stepUpWith, type StepUp } from './step-up.ts';
import { upgrade } from './upgrade.ts';

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
  const enrolments = enrolmentsOf(kit);
  const stepUp = stepUpOf(kit, logins);
  const management = managementOf(kit, stepUp);
  return {
    support: kit.support,
    mode: (options) => modeOf(kit, logins, options),
    prepareSignIn: ({ signal, ...wish } = {}) => logins.ahead.prepare(wish, signal),
    prepareEnroll: ({ signal } = {}) => enrolments.prepare({}, signal),
    signIn: (options) => signIn(kit, logins, options),
    signInWithPassword: (identifier, password, options) =>
      signInWithPassword(kit, identifier, password, options),
    signUp: (identifier, options) => signUp(kit, logins, identifier, options),
    autofill: (options) => {
      const autofill = new Autofill(kit, logins, options);
      return { stop: () => autofill.stop() };
    },
    signInFromLink: (anchor, onSignedIn) => signInFromLink(kit, logins, anchor, onSignedIn),
    enroll: (options) => enroll(kit, enrolments, stepUp, options),
    upgrade: (options) => upgrade(kit, options),
    list: (options) => management.list(options),
    rename: (id, name, options) => management.rename(id, name, options),
    remove: (id, options) => management.remove(id, options),
    memory: kit.memory,
    diagnose: async () => (await import('./diagnose.ts')).diagnose(kit, () => modeOf(kit, logins)),
  };
}

/** Signed in, the profile tells it; signed out, the begin of the next sign-in. */
async function modeOf(kit: Kit, logins: Logins, { signal }: CallOptions = {}): Promise<DetectedMode> {
  const { settings } = kit;
  if (settings.mode !== 'auto') return settings.mode;
  if (!settings.accessToken) return logins.mode(signal);
  try {
    return modeOfProfile(await kit.selfService.me({ signal }));
  } catch (error) {
    const signedOut = isPasskeyError(error) && error.code === 'unauthorized';
    if (!signedOut || !settings.poolId) throw error;
    return logins.mode(signal);
  }
}

function stepUpOf(kit: Kit, logins: Logins): StepUp {
  const { accessToken, reauthenticate } = kit.settings;
  return stepUpWith({
    accessToken,
    reauthenticate,
    ownSubject: () => kit.session.subject,
    signInAgain: ({ identifier, ...how }) =>
      signIn(kit, logins, { ...how, ...(identifier !== undefined && { identifier }) }),
    me: (options) => kit.selfService.me(options),
    journal: kit.journal,
  });
}

function managementOf(kit: Kit, stepUp: StepUp): Management {
  const { mode, capacity } = kit.settings;
  return new Management({
    selfService: kit.selfService,
    stepUp,
    signals: kit.signals,
    journal: kit.journal,
    usedCredentialIds: () => kit.memory.usedCredentialIds,
    mode: mode === 'auto' ? undefined : mode,
    capacity,
  });
}
