import type { CredentialRecord } from '../../src/wire/contract.ts';
import { type Bytes, fromBase64url, fromHex, sha256, toBase64 } from '../bytes.ts';
import type { Passkey } from '../store/state.ts';

/** The record as go-webauthn's `Credential` is written in JSON: standard base64, null for what is empty. */
export async function credentialRecord(passkey: Passkey): Promise<CredentialRecord> {
  const clientData = bytesOf(passkey.clientDataJSON);
  return {
    id: toBase64(bytesOf(passkey.credentialId)),
    publicKey: toBase64(bytesOf(passkey.publicKey)),
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
      clientDataJSON: base64OrNull(clientData),
      clientDataHash: clientData.length > 0 ? toBase64(await sha256(clientData)) : null,
      authenticatorData: base64OrNull(bytesOf(passkey.authenticatorData)),
      publicKeyAlgorithm: passkey.algorithm,
      object: base64OrNull(bytesOf(passkey.attestationObject)),
    },
  };
}

function bytesOf(base64url: string): Bytes {
  const bytes = fromBase64url(base64url);
  if (!bytes) throw new Error('A kept value is not base64url.');
  return bytes;
}

function base64OrNull(bytes: Bytes): string | null {
  return bytes.length > 0 ? toBase64(bytes) : null;
}
