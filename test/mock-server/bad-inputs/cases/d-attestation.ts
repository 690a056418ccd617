import { attestFully, type FullAttestation } from '../../../support/attestation-ca.ts';
import {
  concat,
  hex,
  withAttestation,
  withAttestationBytes,
  withAuthenticatorData,
} from '../../../support/hostile.ts';
import { registrations, spelled, type RegistrationCase } from './case.ts';

type Spoil = RegistrationCase['spoil'];
const member =
  (name: string, value: unknown): Spoil =>
  (body) =>
    withAttestation(body, (map) => {
      if (value === undefined) map.delete(name);
      else map.set(name, value);
      return map;
    });
const object =
  (change: (object: Uint8Array) => Uint8Array): Spoil =>
  (body) =>
    withAttestationBytes(body, change);
const statement =
  (fmt: string, content: Readonly<Record<string, unknown>>): Spoil =>
  (body) =>
    withAttestation(
      body,
      (map) => new Map([...map, ['fmt', fmt], ['attStmt', new Map(Object.entries(content))]]),
    );
const full =
  (options: FullAttestation): Spoil =>
  (body) =>
    attestFully(body, options);

const nested = (depth: number) => concat(new Uint8Array(depth).fill(0x81), hex('00'));
const announced = '7fffffffffffffff';
const lengthBombs = ['1b', '5b', '7b', '9b', 'bb'].map((head) => `${head}${announced}`);

export const attestationCases: readonly RegistrationCase[] = [
  ...registrations(['ff', '1c', '80', '00', '6161', 'f6', '40'], (item) => ({
    name: `64 refuses the attestation object ${item}`,
    spoil: object(() => hex(item)),
    reason: /the attestation object to be/,
  })),
  {
    name: '64 refuses an attestation object of indefinite length',
    spoil: object((all) => concat(hex('bf'), all.slice(1), hex('ff'))),
    reason: /canonical CBOR/,
  },
  {
    name: '65 refuses bytes after the attestation object',
    spoil: object((all) => concat(all, hex('00'))),
    reason: /nothing after the CBOR/,
  },
  { name: '66 refuses 30,000 nested arrays', spoil: object(() => nested(30_000)), reason: /canonical CBOR/ },
  {
    name: '66 refuses 30,000 nested arrays as extension outputs',
    spoil: (body) =>
      withAuthenticatorData(body, ({ flags }) => ({ flags: flags | 0x80, rest: nested(30_000) })),
    reason: /canonical CBOR/,
  },
  {
    name: '66 refuses 30,000 nested arrays as public key',
    spoil: (body) => withAuthenticatorData(body, () => ({ key: nested(30_000) })),
    reason: /canonical CBOR/,
  },
  ...registrations(lengthBombs, (item) => ({
    name: `66 refuses the length bomb ${item}`,
    spoil: object(() => hex(item)),
    reason: /the attestation object to be/,
  })),
  ...registrations(lengthBombs, (item) => ({
    name: `66 refuses the length bomb ${item} inside`,
    spoil: object((all) => concat(hex('a1 63666d74'), hex(item), all)),
    reason: /canonical CBOR|fmt to be/,
  })),
  ...registrations([undefined, 7, null, new Map()], (fmt) => ({
    name: `67 refuses the fmt ${spelled(fmt)}`,
    spoil: member('fmt', fmt),
    reason: /fmt to be a string/,
  })),
  ...registrations(['', 'None', 'unheard-of', '__proto__'], (fmt) => ({
    name: `67 refuses the format ${spelled(fmt)}, which is not known`,
    spoil: member('fmt', fmt),
    reason: /Format/,
  })),
  ...registrations([undefined, null, 7, 'x', []], (value) => ({
    name: `68 refuses the attStmt ${spelled(value)}`,
    spoil: member('attStmt', value),
    reason: /attStmt to be a map/,
  })),
  ...registrations([undefined, null, 7, 'x', []], (value) => ({
    name: `68 refuses the authData ${spelled(value)}`,
    spoil: member('authData', value),
    reason: /authData to be bytes/,
  })),
  {
    name: '69 refuses attestation none with a statement',
    spoil: statement('none', { alg: -7 }),
    reason: /None attestation/,
  },
  {
    name: "70 refuses a self attestation that the credential's key did not sign",
    spoil: (body, device) => device.selfAttest(body, { sig: flipped(device.selfSignature(body)) }),
    reason: /signature is valid/,
  },
  {
    name: '70 refuses a self attestation with ES384 for an ES256 key, though the signature is right',
    spoil: (body, device) => device.selfAttest(body, { alg: -35, sig: device.selfSignature(body, 'sha384') }),
    reason: /alg of a self attestation/,
  },
  ...registrations([-257, 7, 'ES256', null], (alg) => ({
    name: `70 refuses a self attestation with alg ${alg} for an ES256 key`,
    spoil: (body, device) => device.selfAttest(body, { alg }),
    reason: /alg of a self attestation/,
  })),
  {
    name: '70 refuses a self attestation whose signature has a byte too many',
    spoil: (body, device) => device.selfAttest(body, { sig: concat(device.selfSignature(body), hex('00')) }),
    reason: /DER/,
  },
  ...registrations([null, 7, 'x', []], (sig) => ({
    name: `70 refuses a self attestation whose signature is ${spelled(sig)}`,
    spoil: (body, device) => device.selfAttest(body, { sig }),
    reason: /signature to be bytes/,
  })),
  ...registrations([[], 'x', new Map(), [hex('3000')]], (x5c) => ({
    name: `71 refuses the x5c ${spelled(x5c)}`,
    spoil: (body, device) => device.selfAttest(body, { x5c }),
    reason: /x5c to/,
  })),
  {
    name: '71 refuses certificates in PEM',
    spoil: (body, device) => device.selfAttest(body, { x5c: ['-----BEGIN CERTIFICATE-----'] }),
    reason: /x5c to hold byte strings/,
  },
  { name: '71 refuses an expired certificate', spoil: full({ validity: 'past' }), reason: /in force/ },
  {
    name: '71 refuses a certificate that is not yet valid',
    spoil: full({ validity: 'future' }),
    reason: /in force/,
  },
  {
    name: '71 refuses a chain in the wrong order',
    spoil: full({ chain: ['issuer', 'leaf'] }),
    reason: /signed by the next/,
  },
  {
    name: '71 refuses a chain with a gap',
    spoil: full({ chain: ['leaf', 'stranger'] }),
    reason: /signed by the next/,
  },
  {
    name: '71 refuses the self-signed root inside x5c',
    spoil: full({ chain: ['leaf', 'issuer', 'root'] }),
    reason: /leaves the root out/,
  },
  {
    name: '71 refuses a leaf that is a certificate authority',
    spoil: full({ authority: true }),
    reason: /basic constraints/i,
  },
  {
    name: "71 refuses a signature that is not the leaf's",
    spoil: full({ signedBy: 'stranger' }),
    reason: /signature is valid/,
  },
  {
    name: '72 refuses fido-u2f without x5c',
    spoil: statement('fido-u2f', { sig: hex('3006020101020101') }),
    reason: /FIDOU2F|certificate/i,
  },
  {
    name: '72 refuses fido-u2f with an AAGUID',
    spoil: full({ format: 'fido-u2f' }),
    reason: /AAGUID/,
  },
  ...registrations(['packed', 'tpm', 'apple', 'android-key', 'android-safetynet'], (fmt) => ({
    name: `73 refuses ${fmt} with an empty statement`,
    spoil: statement(fmt, {}),
    reason: /./,
  })),
];

/** One bit of the last byte is another: still DER, no longer a signature. */
export const flipped = (signature: Uint8Array): Uint8Array =>
  signature.map((byte, index) => (index === signature.length - 1 ? byte ^ 1 : byte));
