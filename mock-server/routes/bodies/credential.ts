import type { HandedCredential } from '../../domain/passkeys/credential-import.ts';
import { base64, boolean, integer, list, Mismatch, object, optional, type Schema, text } from './schema.ts';

const none = new Uint8Array();
const flag = optional(boolean, false);
const bytes = optional(base64(), none);

/** Either no bytes or as many as an AAGUID has. */
const aaguid: Schema<Uint8Array<ArrayBuffer>> = (value, field) => {
  const read = bytes(value, field);
  if (read.length !== 0 && read.length !== 16) throw new Mismatch(field, 'must have 16 bytes.');
  return read;
};

const unknown: Schema<unknown> = (value) => value;

const flags = object({
  userPresent: flag,
  userVerified: flag,
  backupEligible: flag,
  backupState: flag,
});

const authenticator = object({
  AAGUID: aaguid,
  signCount: optional(integer(0, 0xffff_ffff), 0),
  attachment: unknown,
});

/** Checked to be bytes; of the three only `object` is used again. */
const attestation = object({ clientDataJSON: bytes, object: bytes, authenticatorData: bytes });

const record = object({
  id: base64(1, 1023),
  publicKey: bytes,
  attestationType: optional(text()),
  attestationFormat: optional(text()),
  transport: optional(list(unknown), []),
  flags: orEmpty(flags),
  authenticator: orEmpty(authenticator),
  attestation: orEmpty(attestation),
});

/** A `Credential` of go-webauthn: a sender may leave out zero values, or write them as null. */
export const credentialBody: Schema<HandedCredential> = (value, field) => {
  const { id, publicKey, attestationType, attestationFormat, transport, ...parts } = record(value, field);
  return {
    id,
    publicKey,
    attestationFormat: attestationFormat ?? attestationType ?? 'none',
    transports: transport,
    flags: parts.flags,
    aaguid: parts.authenticator.AAGUID,
    signCount: parts.authenticator.signCount,
    attachment: parts.authenticator.attachment,
    attestationObject: parts.attestation.object,
  };
};

/** Reads an object that is left out as an empty one. */
function orEmpty<T>(schema: Schema<T>): Schema<T> {
  return (value, field) => schema(value ?? {}, field);
}
