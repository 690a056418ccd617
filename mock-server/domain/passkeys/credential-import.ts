import { type Bytes, fromBase64, toBase64url, toHex } from '../../bytes.ts';
import {
  type AuthenticatorFlags,
  ensureBackupState,
  ensurePublicKey,
  NotVerified,
} from '../../webauthn/index.ts';
import { offeredAlgorithms } from './creation-options.ts';
import type { NewPasskey } from './registration.ts';
import { notVerified, apiError } from '../error.ts';

type Fields = Readonly<Record<string, unknown>>;

const noAuthenticator = '00000000-0000-0000-0000-000000000000';
const longestId = 1023;

/**
 * Reads a `Credential` of go-webauthn that a caller hands over: zero values may be left out, and its key must be
 * one that this server offers.
 * @param field its name in the body, for the refusal
 * @throws 400 `invalid_request` for its form, `verification_failed` for what no ceremony could have made
 */
export async function readCredential(value: unknown, field: string): Promise<NewPasskey> {
  const record = parseFields(value, field);
  const flags = parseFlags(record['flags'], `${field}.flags`);
  const authenticator = parseFields(record['authenticator'], `${field}.authenticator`);
  const attestation = parseFields(record['attestation'], `${field}.attestation`);
  const publicKey = parseBytes(record['publicKey'], `${field}.publicKey`);
  // Nobody asks for them again, but they are what they say they are.
  for (const name of ['clientDataJSON', 'object', 'authenticatorData']) {
    parseBytes(attestation[name], `${field}.attestation.${name}`);
  }
  return {
    credentialId: credentialId(record['id'], `${field}.id`),
    publicKey: toBase64url(publicKey),
    algorithm: await verify(publicKey, flags),
    attestationFormat: requireType(
      'string',
      record['attestationFormat'] ?? record['attestationType'] ?? 'none',
      field,
    ),
    transports: transports(record['transport'], `${field}.transport`),
    ...attachment(authenticator['attachment']),
    aaguid: aaguid(authenticator['AAGUID'], `${field}.authenticator.AAGUID`),
    flags,
    signCount: signCount(authenticator['signCount'], `${field}.authenticator.signCount`),
  };
}

/** @returns the COSE algorithm identifier of the key */
async function verify(publicKey: Bytes, flags: AuthenticatorFlags): Promise<number> {
  try {
    ensureBackupState(flags);
    return await ensurePublicKey(publicKey, offeredAlgorithms);
  } catch (error) {
    throw error instanceof NotVerified ? notVerified('enrolment', error) : error;
  }
}

function parseFlags(value: unknown, field: string): AuthenticatorFlags {
  const flags = parseFields(value, field);
  const flag = (name: string) => requireType('boolean', flags[name] ?? false, `${field}.${name}`);
  return {
    userPresent: flag('userPresent'),
    userVerified: flag('userVerified'),
    backupEligible: flag('backupEligible'),
    backupState: flag('backupState'),
  };
}

function credentialId(value: unknown, field: string): string {
  const { length } = parseBytes(value, field);
  if (length < 1 || length > longestId)
    throw apiError('invalid_request', `${field} must have 1 to 1023 bytes.`);
  return toBase64url(parseBytes(value, field));
}

function aaguid(value: unknown, field: string): string {
  const bytes = parseBytes(value, field);
  if (bytes.length === 0) return noAuthenticator;
  if (bytes.length !== 16) throw apiError('invalid_request', `${field} must have 16 bytes.`);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function signCount(value: unknown, field: string): number {
  const count = requireType('number', value ?? 0, field);
  if (!Number.isInteger(count) || count < 0 || count > 0xffff_ffff) {
    throw apiError('invalid_request', `${field} must be an unsigned 32-bit integer.`);
  }
  return count;
}

/** WebAuthn Level 3, section "Authenticator Transport Enumeration"; what is not in it is dropped. */
function transports(value: unknown, field: string): string[] {
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    throw apiError('invalid_request', `${field} must be a list.`);
  }
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];
  return known.filter((name) => Array.isArray(value) && value.includes(name));
}

function attachment(value: unknown): { attachment?: string } {
  return value === 'platform' || value === 'cross-platform' ? { attachment: value } : {};
}

interface Primitives {
  boolean: boolean;
  number: number;
  string: string;
}

function requireType<Name extends keyof Primitives>(
  type: Name,
  value: unknown,
  field: string,
): Primitives[Name] {
  if (typeof value !== type) throw apiError('invalid_request', `${field} must hold a ${type}.`);
  return value as Primitives[Name];
}

/** Go leaves out what is empty, or writes null. */
function parseFields(value: unknown, field: string): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw apiError('invalid_request', `${field} must be an object.`);
  return value as Fields;
}

function parseBytes(value: unknown, field: string): Bytes {
  const bytes = fromBase64(requireType('string', value ?? '', field));
  if (!bytes) throw apiError('invalid_request', `${field} must be standard base64 with padding.`);
  return bytes;
}
