import { maybeBase64url } from '../../base64.ts';
import type {
  CreateCompleteReply,
  RegistrationResponseJSON,
  SelfCredential,
  SelfProfile,
} from '../../api/contract.ts';
import { defaultName } from './default-name.ts';
import type { EnrolmentOptions } from './options.ts';
import type { EnrolmentKit } from '../context.ts';
import { familyOf } from '../mode.ts';
import { expectInLists, expectNoLonger } from '../../webauthn/passkey-changes.ts';
import type { Ceremony, EnrolledPasskey } from '../types.ts';
import { isRefusal } from './refused-passkey.ts';
import type { Turn } from '../../webauthn/lock.ts';
import type { StepUp } from '../management/step-up.ts';

export interface NewPasskey {
  readonly ceremony: Ceremony;
  readonly answer: RegistrationResponseJSON;
  readonly begun: EnrolmentOptions;
  readonly turn: Turn;
  readonly stepUp: StepUp;
  readonly name?: string | undefined;
}

/** Where nobody may be asked, or the token has no age: a call that is refused stays refused. */
export const withoutStepUp: StepUp = (call) => call();

/** Has the server accept a new passkey, and gives it a name there. */
export async function completeEnrolment(kit: EnrolmentKit, made: NewPasskey): Promise<EnrolledPasskey> {
  const { answer, begun, turn } = made;
  const reply = await complete(kit, made);
  turn.signal.throwIfAborted();
  kit.memory.rememberUse(answer.id);
  const id = await recordId(kit, made);
  turn.signal.throwIfAborted();
  const name = id === undefined ? undefined : await giveName(kit, id, made, reply);
  return {
    credentialId: answer.id,
    mode: begun.mode,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
  };
}

/**
 * A passkey that the server refused must not stay behind in the password manager. A refusal may be the echo of a call
 * whose answer was lost, so the list has to confirm it.
 */
async function complete(kit: EnrolmentKit, made: NewPasskey): Promise<CreateCompleteReply> {
  const { ceremony, answer, begun, turn, stepUp } = made;
  const { mode } = begun;
  const { signal } = turn;
  const body = kit.settings.onComplete?.({ ...answer }, { ceremony, mode }) ?? answer;
  let refused = false;
  expectInLists(answer.id, begun.publicKey.user.id);
  const attempt = async (): Promise<CreateCompleteReply> => {
    try {
      return await kit.selfService.createComplete(familyOf(mode), body, { signal });
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
  };
  try {
    return await stepUp(attempt, { signal, inside: turn });
  } catch (error) {
    const { same, others } = await look(kit, made);
    if (same) return { credentials: [] };
    if (refused && others?.length === 0) {
      expectNoLonger(answer.id);
      kit.signals.unknown(answer.id, begun.publicKey.rp.id);
    }
    throw error;
  }
}

/** The record that rename and remove take: the one with this credential ID, else the one that was not there before. */
async function recordId(kit: EnrolmentKit, made: NewPasskey): Promise<string | undefined> {
  const { same, others } = await look(kit, made);
  return same?.id ?? (others?.length === 1 ? others[0]?.id : undefined);
}

interface Look {
  /** The record of the new passkey, where the list tells credential IDs. */
  readonly same?: SelfCredential | undefined;
  /** The records that were not there before; absent: the list did not come. */
  readonly others?: readonly SelfCredential[];
}

/** Looks for the new passkey in the list. */
async function look({ selfService }: EnrolmentKit, { answer, begun, turn }: NewPasskey): Promise<Look> {
  const profile = await selfService.me({ signal: turn.signal }).catch(() => undefined);
  if (!profile) return {};
  const former = new Set(passkeysOf(begun.profile).map(({ id }) => id));
  const records = passkeysOf(profile);
  const same = records.find(({ credential_id: id }) => isSame(id, answer.id));
  if (same) expectNoLonger(answer.id);
  return { same, others: records.filter(({ id }) => !former.has(id)) };
}

/** A name is not worth the passkey: when the server refuses it, the passkey keeps the one it has. */
async function giveName(
  kit: EnrolmentKit,
  id: string,
  { answer, begun, turn, name: wanted }: NewPasskey,
  reply: CreateCompleteReply,
): Promise<string | undefined> {
  const taken = passkeysOf(begun.profile).map(({ name }) => name ?? '');
  const own = { credentials: reply.credentials.filter((record) => isSame(record.id, answer.id)) };
  const name = wanted ?? (await defaultName(kit.clock, { credential: answer, reply: own }, taken));
  const put = kit.selfService.rename(id, name, { signal: turn.signal });
  return put.then(
    () => name,
    () => undefined,
  );
}

const passkeysOf = (profile: SelfProfile | undefined) =>
  (profile?.credentials ?? []).filter(({ type }) => type === 'webauthn');

/** base64 or base64url: the bytes count. */
const isSame = (id: string | undefined, credentialId: string): boolean => maybeBase64url(id) === credentialId;
