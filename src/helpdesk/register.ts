import type { RegistrationResponseJSON } from '../api/contract.ts';
import type { System } from '../api/system.ts';
import { browserClock } from '../async/clock.ts';
import { createEvents } from '../client/events.ts';
import { toFamily, type ModeDetector } from '../client/mode.ts';
import { completeRegistration, type NewPasskey } from '../client/registration/complete.ts';
import { FollowUp } from '../client/registration/follow-up.ts';
import { registerCredential, type BegunRegistration } from '../client/registration/register.ts';
import type { EnrolledPasskey, EnrollOptions, Hint } from '../client/types.ts';

/** The user that a helpdesk registers a passkey for. */
export interface HelpdeskUser {
  readonly system: System;
  readonly userId: string;
  readonly detector: ModeDetector;
  /** Of a list that waits for it; without one the registration itself does. */
  readonly followUp?: FollowUp;
}

/** Hands the new passkey to the server. */
export type SendCredential = (
  credential: RegistrationResponseJSON,
  begun: BegunRegistration,
  signal: AbortSignal,
) => ReturnType<NewPasskey['send']>;

const context = { clock: browserClock, events: createEvents(browserClock, undefined) };

const hints: readonly Hint[] = ['security-key', 'hybrid'];

/** Creates a passkey for the person at the counter. The agent's browser neither remembers nor signals it. */
export async function registerFor(
  { system, userId, detector, followUp }: HelpdeskUser,
  options: EnrollOptions = {},
  sendCredential: SendCredential = (credential, { mode }, signal) =>
    system.createComplete(userId, toFamily(mode), credential, { signal }),
): Promise<EnrolledPasskey> {
  const running = followUp ?? new FollowUp(context.clock);
  const passkey = await registerCredential(context, {
    attachment: 'cross-platform',
    hints,
    ...options,
    ceremony: 'enroll',
    begin: ({ signal }) =>
      detector.begin(async (mode) => {
        const [{ publicKey }, { user }] = await Promise.all([
          system.createBegin(userId, toFamily(mode), { signal }),
          system.user(userId, { signal }),
        ]);
        return { publicKey, mode, profile: user };
      }),
    complete: (credential, begun, { signal }) =>
      completeRegistration(context.clock, running, {
        credential,
        begun,
        signal,
        name: options.name,
        kindNames: options.kindNames,
        send: () => sendCredential(credential, begun, signal),
        load: async (request) => (await system.user(userId, request)).user,
        rename: (id, name) => system.rename(userId, id, name, { keepalive: true }),
      }),
  });
  if (!followUp) await running.settled();
  return passkey;
}
