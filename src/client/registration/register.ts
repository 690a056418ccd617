import { isPasskeyError, type PasskeyError } from '../../errors.ts';
import type { CredentialCreation, RegistrationResponseJSON } from '../../api/contract.ts';
import { anySignal } from '../../async/abort.ts';
import { createPasskey } from '../../webauthn/create.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import { runCeremony } from '../ceremony.ts';
import type { CeremonyContext } from '../context.ts';
import type { Ceremony, EnrollOptions, Mode } from '../types.ts';

export interface BegunRegistration extends CredentialCreation {
  readonly mode: Mode;
}

/** The steps in which registrations differ: by the person, by a helpdesk, at a sign-up, silently. */
export interface Registration<Begun extends BegunRegistration, Result> extends Omit<EnrollOptions, 'name'> {
  readonly ceremony: Ceremony;
  /** `conditional`: without a dialog. */
  readonly mediation?: 'conditional';
  begin(lock: PromptLock): Promise<Begun>;
  /** Runs beside the prompt; a failure takes the prompt away and ends the ceremony before `complete`. */
  check?(begun: Begun): Promise<void>;
  complete(credential: RegistrationResponseJSON, begun: Begun, lock: PromptLock): Promise<Result>;
}

/**
 * Creates a passkey: every registration of this package is one of these.
 *
 * @throws PasskeyError for every failure
 */
export function registerCredential<Begun extends BegunRegistration, Result>(
  context: CeremonyContext,
  registration: Registration<Begun, Result>,
): Promise<Result> {
  return runCeremony(context, {
    ceremony: registration.ceremony,
    call: 'create',
    signal: registration.signal,
    onAnswer: registration.onAnswer,
    begin: (lock) => registration.begin(lock),
    prompt: (begun, { signal }) => promptAndCheck(context, registration, begun, signal),
    complete: (credential, begun, lock) => registration.complete(credential, begun, lock),
  });
}

async function promptAndCheck<Begun extends BegunRegistration>(
  { clock }: CeremonyContext,
  registration: Registration<Begun, unknown>,
  begun: Begun,
  signal: AbortSignal,
): Promise<RegistrationResponseJSON> {
  const { mediation } = registration;
  const failed = new AbortController();
  const prompt = { clock, mediation, signal: registration.check ? anySignal(signal, failed.signal) : signal };
  const prompting = createPasskey(withPreferences(begun.publicKey, registration), prompt);
  const checking = registration.check?.(begun).catch((error: unknown) => failed.abort(error));
  try {
    const credential = await prompting;
    await checking;
    failed.signal.throwIfAborted();
    return credential;
  } catch (error) {
    throw failed.signal.aborted ? failed.signal.reason : error;
  }
}

/** The server's options with the page's preferences. */
function withPreferences(
  publicKey: CredentialCreation['publicKey'],
  { attachment, hints }: Pick<EnrollOptions, 'attachment' | 'hints'>,
): CredentialCreation['publicKey'] {
  const { authenticatorSelection } = publicKey;
  return {
    ...publicKey,
    ...(attachment && {
      authenticatorSelection: { ...authenticatorSelection, authenticatorAttachment: attachment },
    }),
    ...(hints && { hints: [...hints] }),
  };
}

/**
 * True if the server refused a new passkey, so that it must not stay in the password manager. A challenge that was used
 * up, or a credential that exists already, may answer a retried request whose first response was lost: browsers send a
 * POST again when a connection breaks.
 */
export function isRefusal(error: unknown): error is PasskeyError {
  if (!isPasskeyError(error) || error.status === undefined || error.status >= 500) return false;
  return error.code !== 'already_registered' && error.code !== 'challenge_expired';
}
