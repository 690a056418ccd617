import { tryBase64url } from '../../base64.ts';
import type {
  CreateCompleteReply,
  RegistrationResponseJSON,
  SelfCredential,
  SelfProfile,
} from '../../api/contract.ts';
import { expectInLists, expectNoLonger } from '../../webauthn/passkey-changes.ts';
import type { Clock } from '../../async/clock.ts';
import type { EnrolledPasskey, KindNames } from '../types.ts';
import { defaultName } from './default-name.ts';
import type { FollowUp } from './follow-up.ts';
import { isRefusal, type BegunRegistration } from './register.ts';

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
  followUp.run(() => nameRecord(made, name, passkey));
  return passkey;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * A passkey that the server refused must not stay in the password manager. A refusal may answer a retried request whose
 * first response was lost, so the list has to confirm it.
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
