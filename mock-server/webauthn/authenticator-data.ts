import type { Bytes } from '../bytes.ts';
import { decodeCborFirst } from './cbor.ts';
import { ensure, ensureShape } from './failure.ts';

export interface AuthenticatorFlags {
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backupState: boolean;
}

/** WebAuthn Level 3, "Authenticator Data". */
export interface AuthenticatorData {
  readonly flags: AuthenticatorFlags;
  readonly signCount: number;
  /** "Attested Credential Data"; absent in an assertion. */
  readonly attested?: AttestedCredential;
}

export interface AttestedCredential {
  readonly aaguid: Bytes;
  readonly credentialId: Bytes;
  /** COSE_Key as the authenticator wrote it. */
  readonly publicKey: Bytes;
}

const bit = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, backupState: 0x10 } as const;
const attestedIncluded = 0x40;
const extensionsIncluded = 0x80;

/**
 * Takes authenticator data apart to its last byte. Reserved flags and the contents of extensions are ignored.
 * @throws {Malformed} when a part is missing, cut short, not canonical CBOR, or followed by more bytes
 */
export function decodeAuthenticatorData(bytes: Bytes): AuthenticatorData {
  ensureShape(bytes.length >= 37, 'authenticator data of at least 37 bytes');
  const flags = bytes[32] ?? 0;
  const [attested, afterKey] =
    flags & attestedIncluded ? decodeAttested(bytes.subarray(37)) : [undefined, bytes.subarray(37)];
  const rest = flags & extensionsIncluded ? skipExtensions(afterKey) : afterKey;
  ensureShape(rest.length === 0, 'nothing after the authenticator data');
  return { flags: decodeFlags(flags), signCount: uint(bytes, 33, 4), ...(attested && { attested }) };
}

/** "Credential Backup State": only an eligible credential is backed up. The library asks it of ceremonies. @throws {NotVerified} */
export function ensureBackupState({ backupEligible, backupState }: AuthenticatorFlags): void {
  ensure(backupEligible || !backupState, 'What is backed up is eligible for it', 'Credential Backup State');
}

function decodeAttested(bytes: Bytes): [AttestedCredential, rest: Bytes] {
  ensureShape(bytes.length > 18, 'attested credential data');
  const idLength = uint(bytes, 16, 2);
  ensureShape(idLength >= 1 && idLength <= 1023, 'a credential ID of 1 to 1023 bytes');
  ensureShape(bytes.length > 18 + idLength, 'a credential ID as long as announced, and a public key');
  const afterId = bytes.subarray(18 + idLength);
  const [, rest] = decodeCborFirst(afterId, 'the credential public key');
  const publicKey = afterId.slice(0, afterId.length - rest.length);
  return [
    { aaguid: bytes.slice(0, 16), credentialId: bytes.slice(18, 18 + idLength), publicKey },
    afterId.subarray(publicKey.length),
  ];
}

function skipExtensions(bytes: Bytes): Bytes {
  const [extensions, rest] = decodeCborFirst(bytes, 'the extension outputs');
  ensureShape(extensions instanceof Map, 'the extension outputs to be a CBOR map');
  return bytes.subarray(bytes.length - rest.length);
}

const decodeFlags = (flags: number): AuthenticatorFlags => ({
  userPresent: (flags & bit.userPresent) !== 0,
  userVerified: (flags & bit.userVerified) !== 0,
  backupEligible: (flags & bit.backupEligible) !== 0,
  backupState: (flags & bit.backupState) !== 0,
});

/** Big-endian, as everywhere in WebAuthn. */
function uint(bytes: Bytes, offset: number, length: 2 | 4): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return length === 2 ? view.getUint16(offset) : view.getUint32(offset);
}
