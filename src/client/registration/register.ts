import { abortable } from '../../async/abort.ts';
import { runCeremony } from '../ceremony.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { currentSubjectKey, type RegistrationOptions, type RegistrationPrefetch } from './options.ts';
import { completeRegistration } from './complete.ts';
import type { EnrolledPasskey, EnrollOptions } from '../types.ts';
import type { ManagementContext } from '../management/management-api.ts';
import type { StepUp } from '../management/step-up.ts';

/** Makes a passkey for the signed-in person, in the mode that is active, and gives it a name. */
export function enroll(
  context: ManagementContext,
  enrolments: RegistrationPrefetch,
  stepUp: StepUp,
  options: EnrollOptions = {},
): Promise<EnrolledPasskey> {
  return runCeremony(context, {
    ceremony: 'enroll',
    call: 'create',
    signal: options.signal,
    onAnswer: options.onAnswer,
    begin: async (turn) => {
      const { signal } = turn;
      let attempt = 0;
      const take = async () => {
        const person = await abortable(signal, currentSubjectKey(context));
        return enrolments.take({ person, attempt: attempt++ }, signal);
      };
      const lent = await stepUp(take, { signal, inside: turn });
      lent.settle('spent');
      return lent.options;
    },
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, options), { clock: context.clock, signal }),
    complete: (answer, begun, turn) =>
      completeRegistration(context, { ceremony: 'enroll', answer, begun, turn, stepUp, name: options.name }),
  });
}

/** The server's options with what the page chose. */
export function chosen(
  publicKey: RegistrationOptions['publicKey'],
  { attachment, hints }: Pick<EnrollOptions, 'attachment' | 'hints'>,
): RegistrationOptions['publicKey'] {
  const { authenticatorSelection } = publicKey;
  return {
    ...publicKey,
    ...(attachment && {
      authenticatorSelection: { ...authenticatorSelection, authenticatorAttachment: attachment },
    }),
    ...(hints && { hints: [...hints] }),
  };
}
