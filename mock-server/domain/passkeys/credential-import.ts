import { type Bytes, toBase64url, toHex } from '../../bytes.ts';
import {
  type AuthenticatorFlags,
  decodeAttestationObject,
  decodeAuthenticatorData,
  ensure,
  ensureBackupState,
  ensurePublicKey,
  NotVerified,
} from '../../webauthn/index.ts';
import { offeredAlgorithms } from './creation-options.ts';
import type { NewPasskey } from './registration.ts';
import { notVerified } from '../error.ts';

/** A `Credential` of go-webauthn that a caller hands over; zero values where the caller left them out. */
export interface HandedCredential {
  readonly id: Bytes;
  readonly publicKey: Bytes;
  readonly attestationFormat: string;
  readonly transports: readonly unknown[];
  readonly flags: AuthenticatorFlags;
  readonly aaguid: Bytes;
  readonly signCount: number;
  readonly attachment: unknown;
  /** Empty where the sender does not keep it. */
  readonly attestationObject: Bytes;
}

const noAuthenticator = '00000000-0000-0000-0000-000000000000';

/** WebAuthn Level 3, section "Authenticator Transport Enumeration"; others are dropped. */
const transportNames = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/**
 * Its key must be one that this server offers, and it must be the credential of the attestation that it carries.
 * @throws 400 `verification_failed` for one that no ceremony could make
 */
export async function importCredential(credential: HandedCredential): Promise<NewPasskey> {
  const { id, publicKey, attestationFormat, transports, flags, aaguid, signCount } = credential;
  const algorithm = await verify(credential);
  return {
    credentialId: toBase64url(id),
    publicKey: toBase64url(publicKey),
    algorithm,
    attestationFormat,
    transports: transportNames.filter((name) => transports.includes(name)),
    ...toAttachment(credential.attachment),
    aaguid: toUuid(aaguid),
    flags,
    signCount,
  };
}

/** @returns the COSE algorithm identifier of the key */
async function verify(credential: HandedCredential): Promise<number> {
  const { publicKey, flags } = credential;
  try {
    ensureBackupState(flags);
    ensureAttested(credential);
    return await ensurePublicKey(publicKey, offeredAlgorithms);
  } catch (error) {
    throw error instanceof NotVerified ? notVerified('enrolment', error) : error;
  }
}

/** ID, key, authenticator and backup eligibility of a credential never change after its registration. */
function ensureAttested({ attestationObject, id, publicKey, aaguid, flags }: HandedCredential): void {
  if (attestationObject.length === 0) return;
  const { authenticatorData } = decodeAttestationObject(attestationObject);
  const { attested, flags: made } = decodeAuthenticatorData(authenticatorData);
  const isItsOwn =
    attested !== undefined &&
    toHex(attested.credentialId) === toHex(id) &&
    toHex(attested.publicKey) === toHex(publicKey) &&
    (aaguid.length === 0 || toHex(attested.aaguid) === toHex(aaguid)) &&
    made.backupEligible === flags.backupEligible;
  ensure(isItsOwn, 'The credential is that of its attestation object', 'Attestation Object');
}

function toUuid(aaguid: Bytes): string {
  if (aaguid.length === 0) return noAuthenticator;
  return toHex(aaguid).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function toAttachment(value: unknown): { attachment?: string } {
  return value === 'platform' || value === 'cross-platform' ? { attachment: value } : {};
}
