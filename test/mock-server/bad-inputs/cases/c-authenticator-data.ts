import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  base64url,
  bytes,
  cbor,
  concat,
  decodeMap,
  flag,
  hex,
  sha256,
  withAuthenticatorBytes,
  withAuthenticatorData,
  withPublicKey,
  type AuthenticatorDataParts,
} from '../../../support/hostile.ts';
import { registrations, type RegistrationCase } from './case.ts';

type Registration = RegistrationResponseJSON;
type Change = (parts: AuthenticatorDataParts) => Partial<AuthenticatorDataParts>;
const data = (change: Change) => (body: Registration) => withAuthenticatorData(body, change);
const key = (change: Readonly<Record<number, unknown>>) => (body: Registration) =>
  withPublicKey(body, change);
const cut = (length: number) => (body: Registration) =>
  withAuthenticatorBytes(body, (all) => all.slice(0, length < 0 ? all.length + length : length));

/** A registration with another credential ID in all its places. */
export function withCredentialId(body: Registration, id: Uint8Array): Registration {
  return { ...withAuthenticatorData(body, () => ({ id })), id: base64url(id), rawId: base64url(id) };
}

const extension = hex('a1 6b 63726564 50726f74656374 02'); // {"credProtect": 2}
const coordinate = (label: number, change: (bytes: Buffer) => unknown) => (body: Registration) =>
  withAuthenticatorData(body, (parts) => {
    const map = decodeMap(parts.key);
    return { key: cbor(map.set(label, change(Buffer.from(map.get(label) as Uint8Array)))) };
  });

export const authenticatorDataCases: readonly RegistrationCase[] = [
  ...registrations(['example.com', 'http://localhost:4400'], (rpId) => ({
    name: `46 refuses the rpIdHash of ${rpId}`,
    spoil: data(() => ({ rpIdHash: sha256(rpId) })),
    reason: /RP ID/,
  })),
  {
    name: '47 refuses an absent user',
    spoil: data(({ flags }) => ({ flags: flags & ~flag.UP })),
    reason: /presen/i,
  },
  {
    name: '49 refuses a backup of what cannot be backed up',
    spoil: data(({ flags }) => ({ flags: (flags | flag.BS) & ~flag.BE })),
    reason: /backup|backed|bit/i,
  },
  {
    name: '50 refuses attested credential data whose flag is 0',
    spoil: data(({ flags }) => ({ flags: flags & ~flag.AT })),
    reason: /nothing after the authenticator data/,
  },
  {
    name: '50 refuses to do without attested credential data',
    spoil: (body) =>
      withAuthenticatorBytes(body, (all) =>
        all.slice(0, 37).map((byte, index) => (index === 32 ? byte & ~flag.AT : byte)),
      ),
    reason: /Attested credential data is included/,
  },
  {
    name: '50 refuses a flag without attested credential data',
    spoil: cut(37),
    reason: /attested credential data/,
  },
  {
    name: '51 refuses a flag without extensions',
    spoil: data(({ flags }) => ({ flags: flags | flag.ED })),
    reason: /extension outputs/,
  },
  {
    name: '51 refuses extensions whose flag is 0',
    spoil: data(() => ({ rest: extension })),
    reason: /nothing after the authenticator data/,
  },
  ...registrations(['01', '80', '63616263'], (item) => ({
    name: `51 refuses extensions that are the CBOR ${item}, not a map`,
    spoil: data(({ flags }) => ({ flags: flags | flag.ED, rest: hex(item) })),
    reason: /extension outputs to be a CBOR map/,
  })),
  {
    name: '52 refuses bytes after the public key',
    spoil: data(() => ({ rest: hex('00') })),
    reason: /nothing after the authenticator data/,
  },
  {
    name: '52 refuses bytes after the extensions',
    spoil: data(({ flags }) => ({ flags: flags | flag.ED, rest: concat(extension, hex('00')) })),
    reason: /nothing after the authenticator data/,
  },
  ...registrations([0, 1, 31, 32, 33, 36, 38, 52, 53, 54, 55, 56, 86, 87, 88, -33, -1], (length) => ({
    name: `53 refuses authenticator data cut ${length < 0 ? `${-length} before its end` : `at byte ${length}`}`,
    spoil: cut(length),
    reason: /authenticator data|attested credential data|public key/,
  })),
  ...registrations([500, 0xffff], (idLength) => ({
    name: `54 refuses a credential ID announced with ${idLength} bytes`,
    spoil: data(() => ({ idLength })),
    reason: /credential ID/,
  })),
  {
    name: '55 refuses a credential ID of 0 bytes',
    spoil: data(() => ({ id: new Uint8Array() })),
    reason: /1 to 1023 bytes/,
  },
  {
    name: '56 refuses a credential ID of 1024 bytes',
    spoil: (body) => withCredentialId(body, new Uint8Array(1024).fill(7)),
    reason: /1 to 1023 bytes/,
  },
  ...registrations([-47, -65535, -999, 7, 'ES256'], (alg) => ({
    name: `59 refuses the algorithm ${alg}, which was not offered`,
    spoil: key({ 3: alg }),
    reason: /pubKeyCredParams/,
  })),
  { name: '59 refuses a key without alg', spoil: key({ 3: undefined }), reason: /pubKeyCredParams/ },
  ...registrations([undefined, 1, 3, 4, 'EC2'], (kty) => ({
    name: `60 refuses the key type ${kty} for ES256`,
    spoil: key({ 1: kty }),
    reason: /kty and crv/,
  })),
  ...registrations([undefined, 2, 3, 6, 8], (crv) => ({
    name: `60 refuses the curve ${crv} for ES256`,
    spoil: key({ [-1]: crv }),
    reason: /kty and crv/,
  })),
  ...registrations([-8, -35, -36, -257, -37], (alg) => ({
    name: `60 refuses a P-256 key for the algorithm ${alg}`,
    spoil: key({ 3: alg }),
    reason: /kty and crv/,
  })),
  {
    name: '61 refuses a point that is not on the curve',
    spoil: coordinate(-3, (y) => y.map((byte, index) => (index === 31 ? byte ^ 1 : byte))),
    reason: /point on its curve/,
  },
  {
    name: '61 refuses the point 0, 0',
    spoil: key({ [-2]: new Uint8Array(32), [-3]: new Uint8Array(32) }),
    reason: /point/,
  },
  {
    name: '61 refuses a short x',
    spoil: coordinate(-2, (x) => x.subarray(1)),
    reason: /byte strings of the length/,
  },
  {
    name: '61 refuses a long x',
    spoil: coordinate(-2, (x) => concat(hex('00'), x)),
    reason: /byte strings of the length/,
  },
  { name: '61 refuses a compressed y', spoil: key({ [-3]: true }), reason: /byte strings/ },
  ...registrations(['80', '01', 'f6', '40'], (item) => ({
    name: `62 refuses the public key ${item}, not a map`,
    spoil: data(() => ({ key: hex(item) })),
    reason: /public key to be a CBOR map/,
  })),
  {
    name: '62 refuses a public key that says alg twice',
    spoil: data((parts) => ({ key: concat(hex('a6'), parts.key.slice(1), hex('0326')) })),
    reason: /public key to be canonical CBOR/,
  },
  {
    name: '62 refuses a public key that carries the private one',
    spoil: key({ [-4]: bytes('A'.repeat(43)) }),
    reason: /no other/,
  },
];
