import { PasskeyError } from '../errors.ts';
import { toBase64, decodeBase64 } from '../base64.ts';
import type { CredentialRecord, RegistrationResponseJSON } from '../api/contract.ts';
import { itemEnd, stringIn } from './cbor.ts';

/** Implements `toCredentialRecord`. */
export async function toRecord(credential: RegistrationResponseJSON): Promise<CredentialRecord> {
  const { response, authenticatorAttachment } = credential;
  const clientData = decodeBase64(response.clientDataJSON, 'response.clientDataJSON');
  const object = decodeBase64(response.attestationObject, 'response.attestationObject');
  const { format, authData } = parseAttestation(object);
  const { flags, signCount, aaguid, publicKey } = parseAttestedCredential(authData);
  return {
    id: toBase64(decodeBase64(credential.id, 'id')),
    publicKey: toBase64(publicKey),
    attestationType: format,
    ...(response.transports && { transport: [...response.transports] }),
    flags: parseFlags(flags),
    authenticator: {
      AAGUID: toBase64(aaguid),
      signCount,
      cloneWarning: false,
      ...(authenticatorAttachment && { attachment: authenticatorAttachment }),
    },
    attestation: {
      clientDataJSON: toBase64(clientData),
      clientDataHash: toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', clientData))),
      authenticatorData: toBase64(authData),
      ...(response.publicKeyAlgorithm !== undefined && { publicKeyAlgorithm: response.publicKeyAlgorithm }),
      object: toBase64(object),
    },
  };
}

/** Web Authentication Level 3, section 6.5.4 "Generating an Attestation Object". */
function parseAttestation(object: Uint8Array): { readonly format: string; readonly authData: Uint8Array } {
  return parse(() => ({
    format: new TextDecoder().decode(stringIn(object, 'fmt')),
    authData: stringIn(object, 'authData'),
  }));
}

/** Web Authentication Level 3, section 6.1 "Authenticator Data" and 6.5.1 "Attested Credential Data". */
function parseAttestedCredential(data: Uint8Array) {
  return parse(() => {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const flags = view.getUint8(32);
    if (!(flags & attestedData)) throw new RangeError('No attested credential data.');
    const key = 55 + view.getUint16(53);
    return {
      flags,
      signCount: view.getUint32(33),
      aaguid: data.subarray(37, 53),
      publicKey: data.subarray(key, itemEnd(data, key)),
    };
  });
}

const userPresent = 0x01;
const userVerified = 0x04;
const backupEligible = 0x08;
const backupState = 0x10;
const attestedData = 0x40;

const parseFlags = (flags: number): NonNullable<CredentialRecord['flags']> => ({
  userPresent: Boolean(flags & userPresent),
  userVerified: Boolean(flags & userVerified),
  backupEligible: Boolean(flags & backupEligible),
  backupState: Boolean(flags & backupState),
});

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new PasskeyError('invalid_request', 'The attestation object contains no new credential.', {
      cause,
    });
  }
}
