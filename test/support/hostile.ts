/**
 * Ways to spoil a genuine ceremony one member or one byte at a time. A change before the signature can be signed again
 * by the `Device` that made it, so that a refusal has one cause only.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decode, encode } from 'cborg';
import { createHash } from 'node:crypto';

type Ceremony = RegistrationResponseJSON | AuthenticationResponseJSON;
type Fields = Readonly<Record<string, unknown>>;

/** The body with one member, named by its dotted path, set; `undefined` leaves it out. */
export function withMember<T extends object>(body: T, path: string, value: unknown): T {
  const [name = '', ...rest] = path.split('.');
  const inner: unknown = rest.length > 0 ? withMember(memberOf(body, name), rest.join('.'), value) : value;
  return { ...body, [name]: inner };
}

/** Client data with members set (`undefined` leaves one out), or replaced altogether. */
export function withClientData<T extends Ceremony>(
  body: T,
  change: Fields | ((json: string) => string | Uint8Array),
): T {
  const json = Buffer.from(body.response.clientDataJSON, 'base64url').toString();
  const changed =
    typeof change === 'function'
      ? change(json)
      : JSON.stringify({ ...(JSON.parse(json) as Fields), ...change });
  return withMember(body, 'response.clientDataJSON', base64url(changed));
}

/** The decoded attestation object, changed and encoded again. */
export function withAttestation(
  body: RegistrationResponseJSON,
  change: (map: Map<unknown, unknown>) => unknown,
): RegistrationResponseJSON {
  return withAttestationBytes(body, (object) => cbor(change(decodeMap(object))));
}

export function withAttestationBytes(
  body: RegistrationResponseJSON,
  change: (object: Uint8Array) => Uint8Array,
): RegistrationResponseJSON {
  const changed = change(bytes(body.response.attestationObject));
  return withMember(body, 'response.attestationObject', base64url(changed));
}

/** WebAuthn Level 3, "Authenticator Data", taken apart. */
export interface AuthenticatorDataParts {
  readonly rpIdHash: Uint8Array;
  readonly flags: number;
  readonly signCount: number;
  readonly aaguid: Uint8Array;
  /** As announced; default: the length of `id`. */
  readonly idLength?: number;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly rest: Uint8Array;
}

export const flag = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const;

/** Authenticator data with some of its parts changed; the rest of the body, `id` too, stays as it was. */
export function withAuthenticatorData<T extends Ceremony>(
  body: T,
  change: (parts: AuthenticatorDataParts) => Partial<AuthenticatorDataParts>,
): T {
  return withAuthenticatorBytes(body, (data) => {
    const parts = takeApart(data);
    return putTogether({ ...parts, ...change(parts) });
  });
}

export function withAuthenticatorBytes<T extends Ceremony>(
  body: T,
  change: (data: Uint8Array) => Uint8Array,
): T {
  if ('authenticatorData' in body.response && !('attestationObject' in body.response)) {
    const changed = change(bytes(body.response.authenticatorData ?? ''));
    return withMember(body, 'response.authenticatorData', base64url(changed));
  }
  const set = (map: Map<unknown, unknown>) => map.set('authData', change(map.get('authData') as Uint8Array));
  return withAttestation(body as RegistrationResponseJSON, set) as T;
}

/** The COSE_Key with labels set; `undefined` leaves one out. */
export function withPublicKey(
  body: RegistrationResponseJSON,
  change: Readonly<Record<number, unknown>>,
): RegistrationResponseJSON {
  return withAuthenticatorData(body, ({ key }) => {
    const map = decodeMap(key);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) map.delete(Number(name));
      else map.set(Number(name), value);
    }
    return { key: cbor(map) };
  });
}

export const cbor = (value: unknown): Uint8Array => encode(value);
export const decodeMap = (data: Uint8Array): Map<unknown, unknown> =>
  decode(data, { useMaps: true }) as Map<unknown, unknown>;
export const hex = (digits: string): Uint8Array => Buffer.from(digits.replaceAll(' ', ''), 'hex');
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
export const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64url'));
export const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');
export const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

const none = new Uint8Array();

function takeApart(data: Uint8Array): AuthenticatorDataParts {
  const buffer = Buffer.from(data);
  const head = {
    rpIdHash: data.slice(0, 32),
    flags: buffer.readUInt8(32),
    signCount: buffer.readUInt32BE(33),
  };
  if ((head.flags & flag.AT) === 0)
    return { ...head, aaguid: none, id: none, key: none, rest: data.slice(37) };
  const keyStart = 55 + buffer.readUInt16BE(53);
  const attested = { aaguid: data.slice(37, 53), id: data.slice(55, keyStart), key: data.slice(keyStart) };
  return { ...head, ...attested, rest: none };
}

function putTogether({ aaguid, id, key, rest, ...parts }: AuthenticatorDataParts): Uint8Array {
  const head = Buffer.alloc(37);
  head.set(parts.rpIdHash);
  head.writeUInt8(parts.flags, 32);
  head.writeUInt32BE(parts.signCount, 33);
  if (aaguid.length === 0) return concat(head, rest);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(parts.idLength ?? id.length);
  return concat(head, aaguid, length, id, key, rest);
}

function memberOf(body: object, name: string): object {
  return (body as Record<string, object>)[name] ?? {};
}
