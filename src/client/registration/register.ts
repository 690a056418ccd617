import { isPasskeyError, type PasskeyError } from '../../errors.ts';
import type {
  CredentialCreation,
  RegistrationResponseJSON,
  CreateCompleteReply,
  SelfCredential,
  SelfProfile,
} from '../../api/contract.ts';
import { anySignal, type Clock, abortable, withTimeout } from '../../async.ts';
import { createPasskey } from '../../webauthn/create.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import { runCeremony, type CeremonyContext } from '../ceremony.ts';
import type { Ceremony, EnrollOptions, Mode, EnrolledPasskey, KindNames } from '../types.ts';
import { tryBase64url } from '../../base64.ts';
import { changing, expectInLists, expectNoLonger } from '../../webauthn/signals.ts';
import { defaultName } from './default-name.ts';

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
  return changing(() =>
    runCeremony<Begun, RegistrationResponseJSON, Result>(context, {
      ...registration,
      call: 'create',
      prompt: (begun, { signal }) => promptAndCheck(context, registration, begun, signal),
    }),
  );
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

/** The part of a user's profile, or of a helpdesk's user details, that holds the passkeys. */
export type Records = Pick<SelfProfile, 'credentials'>;

/** One new passkey, and the calls that concern it. */
export interface NewPasskey {
  readonly credential: RegistrationResponseJSON;
  /** `profile` as it was before distinguishes the new record from the others. */
  readonly begun: BegunRegistration & { readonly profile: Records };
  /** Default: the provider's or the device's. */
  readonly name?: string | undefined;
  readonly kindNames?: KindNames | undefined;
  /** Aborts the calls that the person waits for. */
  readonly signal: AbortSignal;
  send(): Promise<CreateCompleteReply>;
  load(options: { readonly signal?: AbortSignal }): Promise<Records>;
  rename(id: string, name: string): Promise<void>;
  /** Called when the server has accepted the passkey. */
  onAccepted?(): void;
  /** Called when the server has refused the passkey for certain. */
  onRefused?(): void;
}

/**
 * Has the server accept a new passkey. Its record is found and named behind, by `followUp`: then `id` of the result is
 * filled in, and `name` is removed if the server refused it.
 */
export async function completeRegistration(
  clock: Clock,
  followUp: FollowUp,
  made: NewPasskey,
): Promise<EnrolledPasskey> {
  const { credential, begun, kindNames } = made;
  const reply = await accept(made);
  const taken = passkeyRecords(begun.profile).map(({ name }) => name ?? '');
  const own = { credentials: reply.credentials.filter((record) => isSame(record.id, credential.id)) };
  const name = made.name ?? (await defaultName(clock, { credential, reply: own, kindNames }, taken));
  const passkey: Mutable<EnrolledPasskey> = {
    credentialId: credential.id,
    mode: begun.mode,
    name,
  };
  made.onAccepted?.();
  followUp.run(() => nameRecord(made, name, passkey));
  return passkey;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * Sends a new passkey to the server. If the server refuses it, the password manager is told to forget it, but only after
 * a list has confirmed the refusal: browsers repeat a POST when a connection breaks, and the second one is refused.
 */
async function accept(made: NewPasskey): Promise<CreateCompleteReply> {
  const { credential, begun, signal } = made;
  expectInLists(credential.id, begun.publicKey.user.id);
  try {
    return await made.send();
  } catch (error) {
    const profile = await made.load({ signal }).catch(() => undefined);
    const { same, others } = findRecord(made, profile);
    if (same) return { credentials: [] };
    if (isRefusal(error) && others?.length === 0) {
      expectNoLonger(credential.id);
      made.onRefused?.();
    }
    throw error;
  }
}

/** A name is not worth the passkey: when the server refuses it, the passkey keeps the one it has. */
async function nameRecord(made: NewPasskey, name: string, passkey: Mutable<EnrolledPasskey>): Promise<void> {
  const { same, others } = findRecord(made, await made.load({}));
  const { id } = same ?? (others?.length === 1 ? others[0] : undefined) ?? {};
  if (id === undefined) return;
  passkey.id = id;
  await made.rename(id, name).catch(() => delete passkey.name);
}

interface FoundRecords {
  /** The record of the new passkey, where the list shows credential IDs. */
  readonly same?: SelfCredential | undefined;
  /** The records that were not there before; absent without a list. */
  readonly others?: readonly SelfCredential[];
}

function findRecord(
  { credential, begun }: Pick<NewPasskey, 'credential' | 'begun'>,
  profile: Records | undefined,
): FoundRecords {
  if (!profile) return {};
  const former = new Set(passkeyRecords(begun.profile).map(({ id }) => id));
  const records = passkeyRecords(profile);
  const same = records.find(({ credential_id: id }) => isSame(id, credential.id));
  if (same) expectNoLonger(credential.id);
  return { same, others: records.filter(({ id }) => !former.has(id)) };
}

const passkeyRecords = ({ credentials }: Records): readonly SelfCredential[] =>
  (credentials ?? []).filter(({ type }) => type === 'webauthn');

/** Compares bytes: the server writes base64 or base64url. */
const isSame = (id: string | undefined, credentialId: string): boolean => tryBase64url(id) === credentialId;

/** Milliseconds that a list waits for it at most. */
const maxWaitMs = 5000;

/**
 * The work behind a registration that the person does not wait for: finding the new record and naming it. A list that
 * is asked for in the meantime waits for it, so that it shows the name.
 */
export class FollowUp {
  readonly #clock: Clock;
  #running: Promise<void> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param work its failure is no failure of the passkey */
  run(work: () => Promise<void>): void {
    const end = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    const running = work().then(end, end);
    this.#running = running;
  }

  /** Resolves when nothing is running, when that takes too long, and when the signal aborts. */
  async settled(signal?: AbortSignal): Promise<void> {
    if (!this.#running) return;
    const settled = withTimeout(this.#clock, maxWaitMs, this.#running, undefined);
    await (signal ? abortable(signal, settled).catch(() => undefined) : settled);
  }
}
