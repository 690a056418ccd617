import { until } from '../../async/abort.ts';
import { hold } from '../ceremony.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { personOf, type EnrolmentOptions, type Enrolments } from './options.ts';
import { completeEnrolment } from './complete.ts';
import type { EnrolledPasskey, EnrollOptions } from '../types.ts';
import type { SignedInKit } from '../management/management-api.ts';
import type { StepUp } from '../management/step-up.ts';

/** Makes a passkey for the signed-in person, in the mode that is active, and gives it a name. */
export function enroll(
  kit: SignedInKit,
  enrolments: Enrolments,
  stepUp: StepUp,
  options: EnrollOptions = {},
): Promise<EnrolledPasskey> {
  return hold(kit, {
    ceremony: 'enroll',
    call: 'create',
    signal: options.signal,
    begin: async (turn) => {
      const { signal } = turn;
      let attempt = 0;
      const take = async () => {
        const person = await until(signal, personOf(kit));
        return enrolments.take({ person, attempt: attempt++ }, signal);
      };
      const lent = await stepUp(take, { signal, inside: turn });
      lent.settle('spent');
      return lent.options;
    },
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, options), { clock: kit.clock, signal }),
    complete: (answer, begun, turn) =>
      completeEnrolment(kit, { ceremony: 'enroll', answer, begun, turn, stepUp, name: options.name }),
  });
}

/** The server's options with what the page chose. */
export function chosen(
  publicKey: EnrolmentOptions['publicKey'],
  { attachment, hints }: Pick<EnrollOptions, 'attachment' | 'hints'>,
): EnrolmentOptions['publicKey'] {
  const { authenticatorSelection } = publicKey;
  return {
    ...publicKey,
    ...(attachment && {
      authenticatorSelection: { ...authenticatorSelection, authenticatorAttachment: attachment },
    }),
    ...(hints && { hints: [...hints] }),
  };
}
