import { isPasskeyError } from '../errors.ts';
import { maybeBase64url } from '../wire/bytes.ts';
import type { CreateCompleteReply, RegistrationResponseJSON, SelfProfile } from '../wire/contract.ts';
import { createPasskey } from './creation.ts';
import { hold } from './ceremony.ts';
import { defaultName } from './default-name.ts';
import type { EnrolmentOptions } from './enrolment-options.ts';
import type { EnrolmentKit } from './kit.ts';
import type { SignedInKit } from './signed-in.ts';
import { familyOf } from './mode.ts';
import type { OptionsAhead } from './options-ahead.ts';
import type { Ceremony, EnrolledPasskey, EnrollOptions } from './passkeys.ts';
import type { Turn } from './slot.ts';
import type { StepUp } from './step-up.ts';

/** Makes a passkey for the signed-in person, in the mode that is active, and gives it a name. */
export function enroll(
  kit: SignedInKit,
  enrolments: OptionsAhead<object, EnrolmentOptions>,
  stepUp: StepUp,
  options: EnrollOptions = {},
): Promise<EnrolledPasskey> {
  return hold(kit, {
    ceremony: 'enroll',
    call: 'create',
    signal: options.signal,
    begin: async (turn) => {
      const within = { signal: turn.signal, inside: turn };
      const lent = await stepUp(() => enrolments.take({}, turn.signal), within);
      lent.settle('spent');
      return lent.options;
    },
    prompt: ({ publicKey }, { signal }) =>
      createPasskey(chosen(publicKey, options), { clock: kit.clock, signal }),
    complete: (answer, begun, turn) =>
      keep(kit, { ceremony: 'enroll', answer, begun, turn, stepUp, name: options.name }),
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

export interface NewPasskey {
  readonly ceremony: Ceremony;
  readonly answer: RegistrationResponseJSON;
  readonly begun: EnrolmentOptions;
  readonly turn: Turn;
  readonly stepUp: StepUp;
  readonly name?: string | undefined;
}

/** Gives a new passkey to the server and puts its name there. */
export async function keep(kit: EnrolmentKit, made: NewPasskey): Promise<EnrolledPasskey> {
  const { answer, begun, turn } = made;
  const reply = await handOver(kit, made);
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

/** A passkey that the server refused must not stay behind in the password manager. */
async function handOver(
  kit: EnrolmentKit,
  { ceremony, answer, begun, turn, stepUp }: NewPasskey,
): Promise<CreateCompleteReply> {
  const { mode } = begun;
  const { signal } = turn;
  const body = kit.settings.onComplete?.({ ...answer }, { ceremony, mode }) ?? answer;
  let refused = false;
  const complete = async (): Promise<CreateCompleteReply> => {
    try {
      return await kit.selfService.createComplete(familyOf(mode), body, { signal });
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
  };
  try {
    return await stepUp(complete, { signal, inside: turn });
  } catch (error) {
    if (refused) kit.signals.unknown(answer.id, begun.publicKey.rp.id);
    throw error;
  }
}

/** The server said no; without an answer, or if it has this credential already, nothing may be unlearned. */
function isRefusal(error: unknown): boolean {
  if (!isPasskeyError(error) || error.code === 'already_registered') return false;
  return error.status !== undefined && error.status >= 400 && error.status < 500;
}

/** The record that rename and remove take: the one with this credential ID, else the one that was not there before. */
async function recordId(kit: EnrolmentKit, { answer, begun, turn }: NewPasskey): Promise<string | undefined> {
  const profile = await kit.selfService.me({ signal: turn.signal }).catch(() => undefined);
  const former = new Set(passkeysOf(begun.profile).map(({ id }) => id));
  const records = passkeysOf(profile);
  const same = records.find(({ credential_id: id }) => isSame(id, answer.id));
  const others = records.filter(({ id }) => !former.has(id));
  return same?.id ?? (others.length === 1 ? others[0]?.id : undefined);
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
