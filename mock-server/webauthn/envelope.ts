import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decodeClientData, type ClientData } from './client-data.ts';
import { ensureShape } from './failure.ts';
import { requireBase64url, requireBytes, requireObject, type Fields } from './field.ts';

/** A `RegistrationResponseJSON` whose form was checked; nothing in it is verified. */
export interface ParsedRegistration {
  /** base64url. */
  readonly credentialId: string;
  /** base64url: finds the pending ceremony. */
  readonly challenge: string;
  readonly transports: readonly string[];
  readonly client: ClientData;
  /** Rebuilt from the members that were checked: no other member of the body goes on. */
  readonly response: RegistrationResponseJSON;
}

/** An `AuthenticationResponseJSON` whose form was checked; nothing in it is verified. */
export interface ParsedAssertion {
  /** base64url. */
  readonly credentialId: string;
  /** base64url: finds the pending ceremony. */
  readonly challenge: string;
  /** base64url; absent when the authenticator gave none. */
  readonly userHandle?: string;
  readonly client: ClientData;
  readonly response: AuthenticationResponseJSON;
}

/** WebAuthn Level 3, "RegistrationResponseJSON". @throws {Malformed} */
export function parseRegistration(body: unknown): ParsedRegistration {
  const { response, ...credential } = parseCredential(body);
  const clientDataJSON = requireBase64url(response['clientDataJSON'], 'response.clientDataJSON');
  const attestationObject = requireBase64url(response['attestationObject'], 'response.attestationObject');
  const transports = knownTransports(response['transports']);
  const client = decodeClientData(clientDataJSON);
  return {
    credentialId: credential.id,
    challenge: client.challenge,
    transports,
    client,
    response: { ...credential, response: { clientDataJSON, attestationObject } },
  };
}

/** WebAuthn Level 3, "AuthenticationResponseJSON". @throws {Malformed} */
export function parseAssertion(body: unknown): ParsedAssertion {
  const { response, ...credential } = parseCredential(body);
  const clientDataJSON = requireBase64url(response['clientDataJSON'], 'response.clientDataJSON');
  const authenticatorData = requireBase64url(response['authenticatorData'], 'response.authenticatorData');
  const signature = requireBase64url(response['signature'], 'response.signature');
  const userHandle = parseUserHandle(response['userHandle']);
  const client = decodeClientData(clientDataJSON);
  return {
    credentialId: credential.id,
    challenge: client.challenge,
    ...userHandle,
    client,
    response: { ...credential, response: { clientDataJSON, authenticatorData, signature, ...userHandle } },
  };
}

/** What both ceremonies have in common. */
function parseCredential(body: unknown) {
  const fields = withoutPrototypeKeys(requireObject(body, 'the body'), 'the body');
  const id = requireBase64url(fields['id'], 'id');
  ensureShape(fields['rawId'] === id, 'rawId to be the same as id');
  ensureShape(fields['type'] === 'public-key', 'type to be "public-key"');
  const response = withoutPrototypeKeys(requireObject(fields['response'], 'response'), 'response');
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    response,
    clientExtensionResults: {},
    ...parseAttachment(fields['authenticatorAttachment']),
  };
}

/** Refuses member names that JavaScript treats as a prototype; no real client sends them. */
function withoutPrototypeKeys(fields: Fields, field: string): Fields {
  const poisonous = ['__proto__', 'constructor', 'prototype'].find((key) => Object.hasOwn(fields, key));
  ensureShape(poisonous === undefined, `${field} to have no member "${poisonous}"`);
  return fields;
}

/** "PublicKeyCredential": a value that is not known counts as none. */
function parseAttachment(value: unknown): { authenticatorAttachment?: AuthenticatorAttachment } {
  ensureShape(value == null || typeof value === 'string', 'authenticatorAttachment to be a string');
  return value === 'platform' || value === 'cross-platform' ? { authenticatorAttachment: value } : {};
}

/** "User Handle": at most 64 bytes. The vendor's pages write `""` where the authenticator returned none. */
function parseUserHandle(value: unknown): { userHandle?: string } {
  if (value == null || value === '') return {};
  ensureShape(
    requireBytes(value, 'response.userHandle').length <= 64,
    'response.userHandle of at most 64 bytes',
  );
  return { userHandle: requireBase64url(value, 'response.userHandle') };
}

/** "Authenticator Transport Enumeration", and the name that hybrid had before. */
const transportNames = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** Keeps the known names, each once; others are not stored. */
function knownTransports(value: unknown): readonly string[] {
  ensureShape(value == null || Array.isArray(value), 'response.transports to be a list');
  const claimed = new Set<unknown>(value ?? []);
  return transportNames.filter((name) => claimed.has(name));
}
