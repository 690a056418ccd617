import { decode } from 'cborg';
import { base64url, fromBase64url } from '../bytes.ts';
import { readAuthenticatorData, type AuthenticatorData } from './authenticator-data.ts';
import type { CredentialJson, Fact } from './call.ts';

/** The parts of a credential, decoded as far as they can be. */
export interface Decoded {
  readonly clientData?: ClientData | undefined;
  readonly authenticatorData?: AuthenticatorData | undefined;
  /** Attestation statement format; absent at sign-in. */
  readonly format?: string | undefined;
  readonly signatureBytes?: number | undefined;
  /** Bytes; 0 when the authenticator sent no AAGUID. */
  readonly userHandleBytes: number;
}

/** WebAuthn Level 3, Client Data Used in WebAuthn Signatures. */
export interface ClientData {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
}

export function decodeCredential({ response = {} }: CredentialJson): Decoded {
  const attestation = response.attestationObject ? parseAttestation(response.attestationObject) : undefined;
  return {
    clientData: parseClientData(response.clientDataJSON),
    authenticatorData: readAuthenticatorData(attestation?.authData ?? response.authenticatorData ?? ''),
    format: attestation?.format,
    signatureBytes: response.signature ? fromBase64url(response.signature)?.length : undefined,
    userHandleBytes: fromBase64url(response.userHandle ?? '')?.length ?? 0,
  };
}

/** The authenticator's response, decoded. */
export function credentialFacts(
  credential: CredentialJson,
  decoded: Decoded,
  nameProvider: NameProvider,
): readonly Fact[] {
  const { clientData, authenticatorData: data } = decoded;
  const made = data?.credential;
  return [
    { label: 'Type', value: clientData?.type ?? 'not readable' },
    {
      label: 'Origin',
      value: clientData?.origin ?? 'not readable',
      note: clientData?.crossOrigin ? 'in a frame' : '',
    },
    { label: 'Challenge', value: clientData?.challenge ?? 'not readable' },
    { label: 'Credential ID', value: made?.id ?? credential.id ?? '' },
    ...(made ? [{ label: 'Provider', value: nameProvider(made.aaguid), note: `AAGUID ${made.aaguid}` }] : []),
    ...(made ? [{ label: 'Algorithm', value: made.algorithm }] : []),
    ...attestationFacts(credential, decoded),
    ...assertionFacts(decoded),
    { label: 'Sign counter', value: String(data?.signCount ?? 'not readable'), note: counterNote(data) },
  ];
}

type NameProvider = (aaguid: string) => string;

function attestationFacts(
  { response, authenticatorAttachment }: CredentialJson,
  { format }: Decoded,
): readonly Fact[] {
  if (format === undefined) return [];
  return [
    { label: 'Attestation', value: format, note: format === 'none' ? 'proves nothing about the maker' : '' },
    { label: 'Attachment', value: authenticatorAttachment ?? 'not said' },
    { label: 'Transports', value: response?.transports?.join(', ') ?? 'not said' },
  ];
}

function assertionFacts({ signatureBytes, userHandleBytes }: Decoded): readonly Fact[] {
  if (signatureBytes === undefined) return [];
  return [
    {
      label: 'Signature',
      value: bytesIn(signatureBytes),
      note: 'over authenticator data and the hash of client data',
    },
    { label: 'User handle', value: userHandleBytes ? bytesIn(userHandleBytes) : 'absent' },
  ];
}

function parseClientData(text = ''): ClientData | undefined {
  const bytes = fromBase64url(text);
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as ClientData);
  } catch {
    return undefined; // Not JSON: the server refused it and named that as its reason.
  }
}

function parseAttestation(text: string): { readonly format: string; readonly authData: string } | undefined {
  const bytes = fromBase64url(text);
  try {
    const { fmt, authData } = decode(bytes ?? new Uint8Array()) as {
      readonly fmt: string;
      readonly authData: Uint8Array;
    };
    return { format: fmt, authData: base64url(authData) };
  } catch {
    return undefined; // Not CBOR, or not an attestation object.
  }
}

const bytesIn = (count: number) => (count === 1 ? '1 byte' : `${count} bytes`);

const counterNote = (data: AuthenticatorData | undefined) =>
  data?.signCount === 0 ? 'this authenticator does not count' : '';
