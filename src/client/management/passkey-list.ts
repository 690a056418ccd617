import { tryBase64url } from '../../base64.ts';
import type { Mechanism, SelfCredential, SelfProfile } from '../../api/contract.ts';
import type { DetectedMode, Mode, Passkey, PasskeyList } from '../types.ts';

export interface ListOptions {
  readonly mode: DetectedMode;
  /** The active mode; absent if both may be active, so that it is unknown which passkeys work. */
  readonly active?: Mode | undefined;
  readonly capacity?: number | undefined;
  readonly mayRemoveLast?: boolean;
  /** base64url IDs of the passkeys that were used in this browser. */
  readonly usedCredentialIds?: readonly string[];
  /** True where an absent `discoverable_id` means Classic; else a list without any does not state the modes. */
  readonly statesModes?: boolean;
}

/** Any reply that holds a person's credentials: `me`, and user details of the system API. */
type Profile = Pick<SelfProfile, 'credentials' | 'identifiers' | 'limits'>;

/** The list of a profile; members that the server does not send are absent. Pure. */
export function passkeyList(profile: Profile, reading: ListOptions): PasskeyList {
  const records = listPasskeyRecords(profile);
  const statesModes = reading.statesModes ?? records.some((record) => 'discoverable_id' in record);
  const passkeys = records.map((record) => toPasskey(record, { ...reading, statesModes }));
  const capacity = readCapacity(profile, reading.capacity);
  const userName = primaryIdentifier(profile);
  return {
    mode: reading.mode,
    passkeys,
    needsNewPasskey: passkeys.length > 0 && passkeys.every(({ worksNow }) => worksNow === false),
    mayRemoveLast: reading.mayRemoveLast ?? false,
    ...(capacity !== undefined && { capacity }),
    ...(userName !== undefined && { userName }),
  };
}

export const listPasskeyRecords = ({ credentials }: Pick<SelfProfile, 'credentials'>) =>
  (credentials ?? []).filter(({ type }) => type === 'webauthn');

/** How many passkeys the user may have: by the profile, else as configured. */
export const readCapacity = ({ limits }: Pick<SelfProfile, 'limits'>, configured: number | undefined) =>
  [limits?.webauthn_credentials, configured].find(isCount);

/**
 * The identifier by which the user is addressed: the first email address, else user name, else phone number. Those of
 * other systems (`external`, `federated`) are never shown.
 */
export function primaryIdentifier({ identifiers }: Pick<SelfProfile, 'identifiers'>): string | undefined {
  const byType = ['email', 'uid', 'mobile', ''].map((wanted) =>
    identifiers?.find(({ type = '' }) => type === wanted),
  );
  return byType.find(Boolean)?.identifier;
}

const isCount = (value: number | undefined): boolean => Number.isSafeInteger(value) && Number(value) > 0;

function toPasskey(record: SelfCredential, reading: ListOptions): Passkey {
  const credentialId = tryBase64url(record.credential_id);
  return {
    id: record.id ?? '',
    name: record.name ?? '',
    usedHere: credentialId !== undefined && (reading.usedCredentialIds ?? []).includes(credentialId),
    ...modeMembers(record, reading),
    ...present('createdAt', parseDate(record.created_at)),
    ...present('updatedAt', parseDate(record.updated_at)),
    ...present('lastUsedAt', parseDate(record.last_used_at)),
    ...present('credentialId', credentialId),
    ...present('aaguid', parseAaguid(record.aaguid)),
    ...present('transports', record.transports ?? undefined),
    ...present('synced', record.backup_state ?? (record.backup_eligible === false ? false : undefined)),
  };
}

function modeMembers(record: SelfCredential, reading: ListOptions): Pick<Passkey, 'mode' | 'worksNow'> {
  if (!reading.statesModes) return {};
  const mode = record.discoverable_id ? 'smart' : 'classic';
  return reading.active ? { mode, worksNow: mode === reading.active } : { mode };
}

function present<Name extends string, T>(name: Name, value: T | undefined): Partial<Record<Name, T>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, T>);
}

/** Go writes the year 1 for a time that was never set. */
function parseDate(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return date.getTime() > 0 ? date : undefined;
}

/** The zero AAGUID is absent (Web Authentication Level 3, section 6.5.1 "Attested Credential Data"). */
function parseAaguid(text: string | undefined): string | undefined {
  const aaguid = text?.toLowerCase();
  return aaguid && /[1-9a-f]/.test(aaguid) ? aaguid : undefined;
}

/**
 * The mode according to a signed-in user's profile: by the mechanisms that the user may use, then by those of the pool,
 * then by the second factors. The pool's list may name either mode as `webauthn`, so beside the first list only its
 * `usernameless_webauthn` counts.
 *
 * @returns `unavailable` if a list is there and none names a passkey; `undefined` if every list is absent or `null`
 */
export function modeFromProfile(profile: SelfProfile): DetectedMode | undefined {
  const { allowed_authentication_mechanisms: allowed, authentication_mechanisms: pool } = profile;
  const isPoolClear = !allowed || pool?.includes('usernameless_webauthn');
  const lists = [allowed, isPoolClear ? pool : undefined, profile.second_factor_authentication_mechanisms];
  const modes = lists.flatMap((list) => (list ? [modeFromMechanisms(list)] : []));
  return modes.find((mode) => mode !== 'unavailable') ?? modes[0];
}

function modeFromMechanisms(mechanisms: readonly Mechanism[]): DetectedMode {
  if (mechanisms.includes('usernameless_webauthn')) return 'smart';
  return mechanisms.includes('webauthn') ? 'classic' : 'unavailable';
}
