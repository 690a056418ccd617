import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Device } from '../../../support/device.ts';
import {
  base64url,
  bytes,
  concat,
  flag,
  hex,
  sha256,
  withAuthenticatorBytes,
  withAuthenticatorData,
  withClientData,
  withMember,
  type AuthenticatorDataParts,
} from '../../../support/hostile.ts';
import { assertions, spelled, type AssertionCase, type Enrolled } from './case.ts';
import { flipped } from './d-attestation.ts';

type Assertion = AuthenticationResponseJSON;
/** Spoils signed data and has it signed again: only the tested requirement is violated. */
const signed =
  (change: (body: Assertion) => Assertion): AssertionCase['spoil'] =>
  (body, device) =>
    device.resign(change(body));
const client = (fields: Readonly<Record<string, unknown>>) => signed((body) => withClientData(body, fields));
const data = (change: (parts: AuthenticatorDataParts) => Partial<AuthenticatorDataParts>) =>
  signed((body) => withAuthenticatorData(body, change));
const signature =
  (change: (signature: Uint8Array) => Uint8Array): AssertionCase['spoil'] =>
  (body) =>
    withMember(body, 'response.signature', base64url(change(bytes(body.response.signature))));

/** Enrolled on a device that cannot back passkeys up. */
const deviceBound: Enrolled = (body) =>
  withAuthenticatorData(body, ({ flags }) => ({ flags: flags & ~(flag.BE | flag.BS) }));
const countedTo5: Enrolled = (body) => withAuthenticatorData(body, () => ({ signCount: 5 }));

export const signedDataCases: readonly AssertionCase[] = [
  ...assertions(['webauthn.create', 'payment.get'], (type) => ({
    name: `91 refuses the type ${type}`,
    spoil: client({ type }),
    reason: /type/,
  })),
  ...assertions([undefined, '', 7], (type) => ({
    name: `91 refuses the type ${spelled(type)}`,
    spoil: client({ type }),
    reason: /clientDataJSON\.type/,
  })),
  ...assertions([undefined, '', 7], (challenge) => ({
    name: `92 refuses the challenge ${spelled(challenge)}`,
    spoil: client({ challenge }),
    reason: /clientDataJSON\.challenge/,
  })),
  {
    name: '92 refuses another challenge',
    spoil: client({ challenge: base64url(sha256('another')) }),
    reason: /challenge/,
  },
  ...assertions(
    [
      'https://evil.example',
      'https://localhost:4400',
      'http://login.localhost:4400',
      'http://localhost:4400/',
      'null',
    ],
    (origin) => ({ name: `93 refuses the origin ${origin}`, spoil: client({ origin }), reason: /origin/ }),
  ),
  { name: '94 refuses a cross-origin frame', spoil: client({ crossOrigin: true }), reason: /crossOrigin/ },
  {
    name: '94 refuses a topOrigin in a cross-origin frame',
    spoil: client({ crossOrigin: true, topOrigin: 'https://evil.example' }),
    reason: /crossOrigin/,
  },
  {
    name: '94 refuses a topOrigin',
    spoil: client({ topOrigin: 'http://localhost:4400' }),
    reason: /topOrigin/,
  },
  {
    name: '94 refuses crossOrigin of a wrong type',
    spoil: client({ crossOrigin: 'true' }),
    reason: /crossOrigin/,
  },
  ...assertions(['example.com', 'http://localhost:4400'], (rpId) => ({
    name: `95 refuses the rpIdHash of ${rpId}`,
    spoil: data(() => ({ rpIdHash: sha256(rpId) })),
    reason: /RP ID/,
  })),
  {
    name: '96 refuses an absent user',
    spoil: data(({ flags }) => ({ flags: flags & ~flag.UP })),
    reason: /present/,
  },
  {
    name: '98 refuses a backup of what cannot be backed up',
    enrol: deviceBound,
    spoil: data(({ flags }) => ({ flags: (flags | flag.BS) & ~flag.BE })),
    reason: /backup|backed|bit/i,
  },
  {
    name: '99 refuses a passkey that is no longer eligible for backup',
    spoil: data(({ flags }) => ({ flags: flags & ~(flag.BE | flag.BS) })),
    reason: /eligibility/,
  },
  {
    name: '99 refuses a passkey that became eligible for backup',
    enrol: deviceBound,
    spoil: data(({ flags }) => ({ flags: flags | flag.BE })),
    reason: /eligibility/,
  },
  ...assertions([4, 5, 0], (signCount) => ({
    name: `100 refuses the sign counter ${signCount} after 5`,
    enrol: countedTo5,
    spoil: data(() => ({ signCount })),
    reason: /counter/,
  })),
  {
    name: '101 refuses a signature with a flipped bit',
    spoil: signature(flipped),
    reason: /signature is valid/,
  },
  {
    name: '101 refuses the signature of another key',
    spoil: (body) => strangerSigns(body),
    reason: /signature is valid/,
  },
  {
    name: '101 refuses a signature of the right key over other data',
    spoil: (body, device) => {
      const other = device.resign(withClientData(body, { extra: true }));
      return withMember(body, 'response.signature', other.response.signature);
    },
    reason: /signature is valid/,
  },
  {
    name: '101 refuses r and s without DER',
    spoil: signature(() => new Uint8Array(64).fill(7)),
    reason: /DER/,
  },
  {
    name: '101 refuses r and s of 0',
    spoil: signature(() => hex('3006 020100 020100')),
    reason: /signature is valid/,
  },
  {
    name: '102 refuses a byte after the signature',
    spoil: signature((der) => concat(der, hex('00'))),
    reason: /DER/,
  },
  {
    name: '102 refuses a byte inside the sequence, after s',
    spoil: signature((der) => concat(Uint8Array.of(0x30, der.length - 1), der.slice(2), hex('00'))),
    reason: /DER/,
  },
  {
    name: '102 refuses the length in a longer form than it needs',
    spoil: signature((der) => concat(hex('30 81'), der.slice(1))),
    reason: /DER/,
  },
  {
    name: '102 refuses an integer with zeros before it',
    spoil: signature((der) => withZeros(der)),
    reason: /DER/,
  },
  {
    name: '103 refuses bytes after the authenticator data',
    spoil: data(() => ({ rest: hex('00') })),
    reason: /nothing after/,
  },
  ...assertions([1, 32, 33, 36], (length) => ({
    name: `103 refuses authenticator data cut at byte ${length}`,
    spoil: signed((body) => withAuthenticatorBytes(body, (all) => all.slice(0, length))),
    reason: /at least 37 bytes/,
  })),
  {
    name: '103 refuses a flag without attested credential data',
    spoil: signed((body) => withAuthenticatorBytes(body, (all) => withFlag(all, flag.AT))),
    reason: /attested credential data/,
  },
  {
    name: '103 refuses attested credential data, which belong to registrations',
    spoil: data(({ flags }) => ({
      flags: flags | flag.AT,
      aaguid: new Uint8Array(16),
      id: hex('07'),
      key: hex('a0'),
    })),
    reason: /Attested credential data is not included/,
  },
  {
    name: '103 refuses a flag without extensions',
    spoil: data(({ flags }) => ({ flags: flags | flag.ED })),
    reason: /extension outputs/,
  },
  {
    name: '103 refuses extensions whose flag is 0',
    spoil: data(() => ({ rest: hex('a0') })),
    reason: /nothing after/,
  },
];

function withFlag(all: Uint8Array, bit: number): Uint8Array {
  return all.map((byte, index) => (index === 32 ? byte | bit : byte));
}

function strangerSigns(body: Assertion): Assertion {
  const stranger = new Device();
  stranger.create({
    rp: { id: 'localhost', name: 'Stranger' },
    user: { id: 'AAAA', name: 'stranger', displayName: 'Stranger' },
    challenge: 'AAAA',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  return stranger.resign(body);
}

function withZeros(der: Uint8Array): Uint8Array {
  const [sequence = 0, length = 0, integer = 0, rLength = 0] = der;
  return concat(Uint8Array.of(sequence, length + 1, integer, rLength + 1, 0), der.slice(4));
}
