import { base64url } from '../bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Attested {
  readonly id: Bytes;
  readonly attachment: AuthenticatorAttachment;
  readonly clientDataJSON: Bytes;
  readonly attestationObject: Bytes;
  readonly authenticatorData: Bytes;
  readonly publicKey: ArrayBuffer;
}

export interface Asserted {
  readonly id: Bytes;
  readonly attachment: AuthenticatorAttachment;
  readonly clientDataJSON: Bytes;
  readonly authenticatorData: Bytes;
  readonly signature: Bytes;
  readonly userHandle: Bytes;
}

/** Builds the result of `navigator.credentials.create`; WebAuthn Level 3, PublicKeyCredential. */
export function attestedCredential(made: Attested): Credential {
  const transports = toTransports(made.attachment);
  const response = {
    clientDataJSON: made.clientDataJSON.buffer,
    attestationObject: made.attestationObject.buffer,
    getAuthenticatorData: () => made.authenticatorData.buffer,
    getPublicKey: () => made.publicKey,
    getPublicKeyAlgorithm: () => -7,
    getTransports: () => transports,
  };
  return credential(made, response, {
    clientDataJSON: base64url(made.clientDataJSON),
    attestationObject: base64url(made.attestationObject),
    authenticatorData: base64url(made.authenticatorData),
    publicKey: base64url(new Uint8Array(made.publicKey)),
    publicKeyAlgorithm: -7,
    transports,
  });
}

/** Builds the result of `navigator.credentials.get`. */
export function assertedCredential(made: Asserted): Credential {
  const response = {
    clientDataJSON: made.clientDataJSON.buffer,
    authenticatorData: made.authenticatorData.buffer,
    signature: made.signature.buffer,
    userHandle: made.userHandle.buffer,
  };
  return credential(made, response, {
    clientDataJSON: base64url(made.clientDataJSON),
    authenticatorData: base64url(made.authenticatorData),
    signature: base64url(made.signature),
    userHandle: base64url(made.userHandle),
  });
}

function credential({ id, attachment }: Attested | Asserted, response: object, json: object): Credential {
  const shared = { id: base64url(id), type: 'public-key', authenticatorAttachment: attachment };
  const toJSON = () => ({ ...shared, rawId: shared.id, response: json, clientExtensionResults: {} });
  const made = { ...shared, rawId: id.buffer, response, getClientExtensionResults: () => ({}), toJSON };
  return made;
}

const toTransports = (attachment: AuthenticatorAttachment) =>
  attachment === 'platform' ? ['internal'] : ['usb'];
