import type { CredentialRecord } from '../../../src/api/contract.ts';
import { type Bytes, fromBase64url, fromHex, sha256, toBase64 } from '../../bytes.ts';
import type { Passkey } from '../../store/state.ts';
import type { VerifiedRegistration } from '../../webauthn/index.ts';

export type Attestation = Pick<
  VerifiedRegistration,
  'clientDataJSON' | 'attestationObject' | 'authenticatorData'
>;

/** The record as go-webauthn's `Credential` is written in JSON: standard base64, null for empty members. */
export async function credentialRecord(
  passkey: Passkey,
  attestation: Attestation,
): Promise<CredentialRecord> {
  const clientData = toStandardBase64(attestation.clientDataJSON);
  return {
    id: toBase64(toStandardBase64(passkey.credentialId)),
    publicKey: toBase64(toStandardBase64(passkey.publicKey)),
    attestationType: passkey.attestationFormat,
    transport: passkey.transports.length > 0 ? passkey.transports : null,
    flags: { ...passkey.flags },
    authenticator: {
      AAGUID: toBase64(fromHex(passkey.aaguid.replace(/-/g, ''))),
      signCount: passkey.signCount,
      cloneWarning: passkey.cloneWarning,
      ...(passkey.attachment === undefined ? {} : { attachment: passkey.attachment }),
    },
    attestation: {
      clientDataJSON: toBase64(clientData),
      clientDataHash: toBase64(await sha256(clientData)),
      authenticatorData: toBase64(toStandardBase64(attestation.authenticatorData)),
      publicKeyAlgorithm: passkey.algorithm,
      object: toBase64(toStandardBase64(attestation.attestationObject)),
    },
  };
}

function toStandardBase64(base64url: string): Bytes {
  const bytes = fromBase64url(base64url);
  if (!bytes) throw new Error('A kept value is not base64url.');
  return bytes;
}
