import type { System } from '../api/system.ts';
import { createPasskey } from '../webauthn/create.ts';
import { hold } from '../client/ceremony.ts';
import { browserClock } from '../async/clock.ts';
import type { EnrolmentOptions } from '../client/registration/options.ts';
import { journalOf } from '../client/events.ts';
import type { EnrolmentKit } from '../client/context.ts';
import { familyOf, type KnownMode } from '../client/mode.ts';
import type { EnrolledPasskey, EnrollOptions, Hint } from '../client/types.ts';
import { completeEnrolment, withoutStepUp } from '../client/registration/complete.ts';
import { chosen } from '../client/registration/register.ts';

/** For whom a helpdesk makes a passkey, and in which mode. */
export interface HelpdeskUser {
  readonly system: System;
  readonly userId: string;
  readonly known: KnownMode;
}

/** Makes a passkey for the person in front of the counter. */
export function enrollFor(user: HelpdeskUser, options: EnrollOptions): Promise<EnrolledPasskey> {
  const kit = kitOf(user);
  const wishes = { attachment: 'cross-platform', hints, ...options } as const;
  return hold(kit, {
    ceremony: 'enroll',
    call: 'create',
    signal: options.signal,
    begin: ({ signal }) => begin(user, signal),
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, wishes), { clock: kit.clock, signal }),
    complete: (answer, begun, turn) =>
      completeEnrolment(kit, {
        ceremony: 'enroll',
        answer,
        begun,
        turn,
        stepUp: withoutStepUp,
        name: options.name,
      }),
  });
}

const hints: readonly Hint[] = ['security-key', 'hybrid'];

function begin({ system, userId, known }: HelpdeskUser, signal: AbortSignal): Promise<EnrolmentOptions> {
  return known.begin(async (mode) => {
    const [{ publicKey }, { user }] = await Promise.all([
      system.createBegin(userId, familyOf(mode), { signal }),
      system.user(userId, { signal }),
    ]);
    return { publicKey, mode, profile: user };
  });
}

/** The system API in the place of self-service; the agent's browser is told nothing. */
function kitOf({ system, userId }: HelpdeskUser): EnrolmentKit {
  return {
    clock: browserClock,
    journal: journalOf(browserClock, undefined),
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
