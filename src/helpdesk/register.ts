import type { System } from '../api/system.ts';
import { createPasskey } from '../webauthn/create.ts';
import { runCeremony } from '../client/ceremony.ts';
import { browserClock } from '../async/clock.ts';
import type { RegistrationOptions } from '../client/registration/options.ts';
import { createEvents } from '../client/events.ts';
import type { RegistrationContext } from '../client/context.ts';
import { toFamily, type ModeDetector } from '../client/mode.ts';
import type { EnrolledPasskey, EnrollOptions, Hint } from '../client/types.ts';
import { completeRegistration, withoutStepUp } from '../client/registration/complete.ts';
import { chosen } from '../client/registration/register.ts';

/** For whom a helpdesk makes a passkey, and in which mode. */
export interface HelpdeskUser {
  readonly system: System;
  readonly userId: string;
  readonly known: ModeDetector;
}

/** Makes a passkey for the person in front of the counter. */
export function registerFor(user: HelpdeskUser, options: EnrollOptions): Promise<EnrolledPasskey> {
  const context = helpdeskContext(user);
  const wishes = { attachment: 'cross-platform', hints, ...options } as const;
  return runCeremony(context, {
    ceremony: 'enroll',
    call: 'create',
    signal: options.signal,
    begin: ({ signal }) => begin(user, signal),
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, wishes), { clock: context.clock, signal }),
    complete: (answer, begun, turn) =>
      completeRegistration(context, {
        ceremony: 'enroll',
        answer,
        begun,
        turn,
        stepUp: withoutStepUp,
        name: options.name,
        kindNames: options.kindNames,
      }),
  });
}

const hints: readonly Hint[] = ['security-key', 'hybrid'];

function begin({ system, userId, known }: HelpdeskUser, signal: AbortSignal): Promise<RegistrationOptions> {
  return known.begin(async (mode) => {
    const [{ publicKey }, { user }] = await Promise.all([
      system.createBegin(userId, toFamily(mode), { signal }),
      system.user(userId, { signal }),
    ]);
    return { publicKey, mode, profile: user };
  });
}

/** The system API in the place of self-service; the agent's browser is told nothing. */
function helpdeskContext({ system, userId }: HelpdeskUser): RegistrationContext {
  return {
    clock: browserClock,
    events: createEvents(browserClock, undefined),
    settings: {},
    selfService: {
      createComplete: (family, credential, options) =>
        system.createComplete(userId, family, credential, options),
      me: async (options) => (await system.user(userId, options)).user,
      rename: (id, name, options) => system.rename(userId, id, name, options),
    },
    signals: { unknown: () => undefined },
    memory: { rememberUse: () => undefined },
  };
}
