import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '../wire/contract.ts';
import { asBase64url, base64urlOf, bytesOf } from '../wire/bytes.ts';
import { PasskeyError } from '../errors.ts';

/*
 * Between the server's JSON and the browser's objects: Web Authentication Level 3, sections 5.1.8 and 5.1.9
 * (parseCreationOptionsFromJSON, parseRequestOptionsFromJSON) and section 5.1 (toJSON). Where the browser, or
 * the extension that replaced it, lacks one of them or throws in it, the members are converted one by one.
 */

export function creationOptions(
  json: PublicKeyCredentialCreationOptionsJSON,
): PublicKeyCredentialCreationOptions {
  const { challenge, user, excludeCredentials, ...rest } = json;
  return (
    read(() => PublicKeyCredential.parseCreationOptionsFromJSON(json as unknown as NativeCreation)) ?? {
      ...(rest as Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user'>),
      challenge: bytesOf(challenge, 'publicKey.challenge'),
      user: { ...user, id: bytesOf(user.id, 'publicKey.user.id') },
      ...(excludeCredentials && { excludeCredentials: excludeCredentials.map(descriptor) }),
    }
  );
}

export function requestOptions(
  json: PublicKeyCredentialRequestOptionsJSON,
): PublicKeyCredentialRequestOptions {
  const { challenge, allowCredentials, ...rest } = json;
  return (
    read(() => PublicKeyCredential.parseRequestOptionsFromJSON(json as unknown as NativeRequest)) ?? {
      ...(rest as Omit<PublicKeyCredentialRequestOptions, 'challenge'>),
      challenge: bytesOf(challenge, 'publicKey.challenge'),
      ...(allowCredentials && { allowCredentials: allowCredentials.map(descriptor) }),
    }
  );
}

/** @throws PasskeyError `provider_error` naming the member that is missing or broken */
export function registrationJson(credential: PublicKeyCredential): RegistrationResponseJSON {
  const whole = ownJson(credential, ['clientDataJSON', 'attestationObject']);
  if (whole) return whole as RegistrationResponseJSON;
  const response = credential.response as AuthenticatorAttestationResponse;
  const transports = read(() => response.getTransports());
  const authenticatorData = read(() => base64urlOf(new Uint8Array(response.getAuthenticatorData())));
  return {
    ...envelope(credential),
    response: {
      clientDataJSON: required('clientDataJSON', () => response.clientDataJSON),
      attestationObject: required('attestationObject', () => response.attestationObject),
      ...(authenticatorData !== undefined && { authenticatorData }),
      ...(Array.isArray(transports) && { transports }),
    },
  };
}

/** @throws PasskeyError `provider_error` naming the member that is missing or broken */
export function assertionJson(credential: PublicKeyCredential): AuthenticationResponseJSON {
  const whole = ownJson(credential, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (whole) return whole as AuthenticationResponseJSON;
  const response = credential.response as AuthenticatorAssertionResponse;
  const userHandle = bytes(() => response.userHandle);
  return {
    ...envelope(credential),
    response: {
      clientDataJSON: required('clientDataJSON', () => response.clientDataJSON),
      authenticatorData: required('authenticatorData', () => response.authenticatorData),
      signature: required('signature', () => response.signature),
      ...(userHandle !== undefined && { userHandle }),
    },
  };
}

type CredentialJson = RegistrationResponseJSON | AuthenticationResponseJSON;

/** The provider's own JSON, if it is whole and in base64url: the server takes nothing else. */
function ownJson(credential: PublicKeyCredential, members: readonly string[]): CredentialJson | undefined {
  const json = read(() => credential.toJSON() as unknown as CredentialJson);
  const response = read(() => json?.response as unknown as Readonly<Record<string, unknown>>);
  const texts = [json?.id, json?.rawId, ...members.map((name) => response?.[name])];
  const whole = texts.every((text) => typeof text === 'string' && /^[\w-]+$/.test(text));
  return whole && json?.type === 'public-key' && json.id === json.rawId && handleFits(response)
    ? json
    : undefined;
}

/** Some providers write `null` or an empty text for "no user handle"; then the object tells. */
function handleFits(response: Readonly<Record<string, unknown>> | undefined): boolean {
  const handle = response?.['userHandle'];
  return handle === undefined || (typeof handle === 'string' && /^[\w-]+$/.test(handle));
}

/** `id` is made from `rawId`: some extensions encode it in their own way. */
function envelope(credential: PublicKeyCredential) {
  const id = bytes(() => credential.rawId) ?? read(() => asBase64url(credential.id, 'id'));
  if (!id) throw missing('id');
  const attachment = read(() => credential.authenticatorAttachment);
  const known = attachment === 'platform' || attachment === 'cross-platform';
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: read(() => credential.getClientExtensionResults()) ?? {},
    ...(known && { authenticatorAttachment: attachment as AuthenticatorAttachment }),
  };
}

/** The DOM's types know neither `undefined` members nor SimpleWebAuthn's unions; the JSON is the same. */
type NativeCreation = Parameters<typeof PublicKeyCredential.parseCreationOptionsFromJSON>[0];
type NativeRequest = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0];

function descriptor(json: {
  readonly id: string;
  readonly type: string;
  readonly transports?: readonly string[];
}) {
  return { ...json, id: bytesOf(json.id, 'credential id') } as unknown as PublicKeyCredentialDescriptor;
}

/** Getters and methods of an extension's objects may be absent or throw. */
function read<T>(get: () => T): T | undefined {
  try {
    return get() ?? undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` also for no bytes at all. */
function bytes(get: () => ArrayBuffer | null): string | undefined {
  return read(() => base64urlOf(new Uint8Array(get() ?? []))) || undefined;
}

function required(name: string, get: () => ArrayBuffer): string {
  const value = bytes(get);
  if (value === undefined) throw missing(name);
  return value;
}

const missing = (name: string): PasskeyError =>
  new PasskeyError('provider_error', `The passkey provider gave no usable ${name}.`);
