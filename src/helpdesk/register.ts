import type { RegistrationResponseJSON } from '../api/contract.ts';
import type { System } from '../api/system.ts';
import { browserClock } from '../async.ts';
import { createEvents } from '../client/ceremony.ts';
import { toFamily, ModeDetector } from '../client/mode.ts';
import { prepareDefaultName } from '../client/registration/default-name.ts';
import {
  completeRegistration,
  type NewPasskey,
  FollowUp,
  registerCredential,
  type BegunRegistration,
} from '../client/registration/register.ts';
import type { EnrolledPasskey, EnrollOptions, Hint } from '../client/types.ts';
import { toCredentialRecord } from '../webauthn/credential-record.ts';

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
    check: () => {
      prepareDefaultName(options);
      return Promise.resolve();
    },
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

/**
 * Creates a Classic passkey for a person who received a code; the code proves who they are.
 *
 * @throws PasskeyError `wrong_code` for every reason that the server has
 */
export function enrollWithCode(
  system: System,
  userId: string,
  code: string,
  options?: EnrollOptions,
): Promise<EnrolledPasskey> {
  const detector = new ModeDetector('classic');
  return registerFor({ system, userId, detector }, options, async (credential, _begun, signal) => {
    const record = await toCredentialRecord(credential);
    await system.completeCode({ code, new_web_authn: record, userID: userId }, { signal });
    return { credentials: [record] };
  });
}
