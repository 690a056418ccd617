import { tryBase64url } from '../../base64.ts';
import type {
  CreateCompleteReply,
  RegistrationResponseJSON,
  SelfCredential,
  SelfProfile,
} from '../../api/contract.ts';
import { defaultName } from './default-name.ts';
import type { RegistrationOptions } from './options.ts';
import type { RegistrationContext } from '../context.ts';
import { toFamily } from '../mode.ts';
import { expectInLists, expectNoLonger } from '../../webauthn/passkey-changes.ts';
import type { Ceremony, EnrolledPasskey, KindNames } from '../types.ts';
import { isRefusal } from './refused-passkey.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import type { StepUp } from '../management/step-up.ts';

export interface NewPasskey {
  readonly ceremony: Ceremony;
  readonly answer: RegistrationResponseJSON;
  readonly begun: RegistrationOptions;
  readonly turn: PromptLock;
  readonly stepUp: StepUp;
  readonly name?: string | undefined;
  readonly kindNames?: KindNames | undefined;
}

/** Where nobody may be asked, or the token has no age: a call that is refused stays refused. */
export const withoutStepUp: StepUp = (call) => call();

/** Has the server accept a new passkey, and gives it a name there. */
export async function completeRegistration(
  context: RegistrationContext,
  made: NewPasskey,
): Promise<EnrolledPasskey> {
  const { answer, begun, turn } = made;
  const reply = await complete(context, made);
  turn.signal.throwIfAborted();
  context.memory.rememberUse(answer.id);
  const id = await recordId(context, made);
  turn.signal.throwIfAborted();
  const name = id === undefined ? undefined : await giveName(context, id, made, reply);
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
async function complete(context: RegistrationContext, made: NewPasskey): Promise<CreateCompleteReply> {
  const { ceremony, answer, begun, turn, stepUp } = made;
  const { mode } = begun;
  const { signal } = turn;
  const body = context.settings.onComplete?.({ ...answer }, { ceremony, mode }) ?? answer;
  let refused = false;
  expectInLists(answer.id, begun.publicKey.user.id);
  const attempt = async (): Promise<CreateCompleteReply> => {
    try {
      return await context.selfService.createComplete(toFamily(mode), body, { signal });
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
  };
  try {
    return await stepUp(attempt, { signal, inside: turn });
  } catch (error) {
    const { same, others } = await look(context, made);
    if (same) return { credentials: [] };
    if (refused && others?.length === 0) {
      expectNoLonger(answer.id);
      context.signals.unknown(answer.id, begun.publicKey.rp.id);
    }
    throw error;
  }
}

/** The record that rename and remove take: the one with this credential ID, else the one that was not there before. */
async function recordId(context: RegistrationContext, made: NewPasskey): Promise<string | undefined> {
  const { same, others } = await look(context, made);
  return same?.id ?? (others?.length === 1 ? others[0]?.id : undefined);
}

interface Look {
  /** The record of the new passkey, where the list tells credential IDs. */
  readonly same?: SelfCredential | undefined;
  /** The records that were not there before; absent: the list did not come. */
  readonly others?: readonly SelfCredential[];
}

/** Looks for the new passkey in the list. */
async function look(
  { selfService }: RegistrationContext,
  { answer, begun, turn }: NewPasskey,
): Promise<Look> {
  const profile = await selfService.me({ signal: turn.signal }).catch(() => undefined);
  if (!profile) return {};
  const former = new Set(listRecords(begun.profile).map(({ id }) => id));
  const records = listRecords(profile);
  const same = records.find(({ credential_id: id }) => isSame(id, answer.id));
  if (same) expectNoLonger(answer.id);
  return { same, others: records.filter(({ id }) => !former.has(id)) };
}

/** A name is not worth the passkey: when the server refuses it, the passkey keeps the one it has. */
async function giveName(
  context: RegistrationContext,
  id: string,
  { answer, begun, turn, name: wanted, kindNames }: NewPasskey,
  reply: CreateCompleteReply,
): Promise<string | undefined> {
  const taken = listRecords(begun.profile).map(({ name }) => name ?? '');
  const own = { credentials: reply.credentials.filter((record) => isSame(record.id, answer.id)) };
  const name =
    wanted ?? (await defaultName(context.clock, { credential: answer, reply: own, kindNames }, taken));
  const put = context.selfService.rename(id, name, { signal: turn.signal });
  return put.then(
    () => name,
    () => undefined,
  );
}

const listRecords = (profile: SelfProfile | undefined) =>
  (profile?.credentials ?? []).filter(({ type }) => type === 'webauthn');

/** base64 or base64url: the bytes count. */
const isSame = (id: string | undefined, credentialId: string): boolean => tryBase64url(id) === credentialId;
