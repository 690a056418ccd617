import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialRecord } from '../../../src/api/contract.ts';
import { cbor, decodeMap, withMember } from '../../support/hostile.ts';
import { Person, self, system, type Answer } from '../calls.ts';
import { refused } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const address = 'ada@example.com';
const calls = new WatchedCalls();

/** FIPS 186-4, section D.1.2.3. */
const primeOfP256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;

/** Credentials that a backend imports without the ceremony that made them: section C for the members left to check. */
const cases: readonly (readonly [name: string, code: string, spoil: Spoil])[] = [
  ['49 refuses a backup of what cannot be backed up', 'verification_failed', flags(false, true)],
  ['55 refuses a credential ID of 0 bytes', 'invalid_request', id(0)],
  ['56 refuses a credential ID of 1024 bytes', 'invalid_request', id(1024)],
  ['59 refuses an algorithm that was not offered', 'verification_failed', key({ 3: -47 })],
  ['60 refuses a key whose curve does not fit its algorithm', 'verification_failed', key({ [-1]: 2 })],
  ['61 refuses the point 0, 0', 'verification_failed', key({ [-2]: zero(), [-3]: zero() })],
  ['62 refuses a key that carries the private one', 'verification_failed', key({ [-4]: zero() })],
  ['9 refuses the ID of another attestation', 'verification_failed', id(32)],
  ['9 refuses the key of another attestation', 'verification_failed', ofAnotherKey],
  ['9 refuses the AAGUID of another attestation', 'verification_failed', madeBy(zero(16).fill(1))],
  ['49 refuses what its attestation says cannot be backed up', 'verification_failed', notEligible],
  ['64 refuses an attestation that is no CBOR', 'invalid_request', attestation(zero(3))],
];

type Spoil = (genuine: CredentialRecord) => CredentialRecord;

for (const [name, code, spoil] of cases) {
  test(`${name}, when it is handed over by the user`, async () => {
    const token = await calls.userToken('portal');
    const body = { new_webauthn: spoil(await genuine()) };
    const path = `${self('portal')}/set-webauthn`;
    const { status_code, error_code } = await refused(calls, () => calls.call('POST', path, { token, body }));
    assert.deepEqual([status_code, error_code], [400, code]);
  });

  test(`${name}, when it is handed over for a code, which stays good`, async () => {
    const desk = new WatchedCalls();
    const sent = await requestCode(desk);
    const spoiled = spoil(await genuine());
    const { status_code, error_code } = await refused(desk, () => complete(desk, sent, spoiled));
    // Whatever fails beside the form of the body is one generic 401.
    assert.deepEqual([status_code, error_code], [code === 'invalid_request' ? 400 : 401, code]);
    assert.equal((await complete(desk, sent, await genuine())).status, 204);
  });
}

for (const [eligible, state] of [
  [false, false],
  [true, false],
  [true, true],
] as const) {
  test(`49 accepts backup eligible ${eligible} with backup state ${state}, handed over for a code`, async () => {
    const desk = new WatchedCalls();
    const sent = await requestCode(desk);
    assert.equal((await complete(desk, sent, flags(eligible, state)(await genuine()))).status, 204);
  });
}

async function genuine(): Promise<CredentialRecord> {
  const [credential] = (await new Person(new WatchedCalls()).enrol('portal')).credentials;
  assert.ok(credential);
  return credential;
}

async function requestCode(desk: WatchedCalls): Promise<string> {
  const sent = { token: await desk.backendToken(), body: { address } };
  await desk.call('POST', `${system}/user/webauthn/add/request`, sent);
  const { body } = await desk.call('GET', '/_mock/outbox');
  return (body as { messages: { code: string }[] }).messages.at(-1)?.code ?? '';
}

async function complete(desk: WatchedCalls, code: string, credential: CredentialRecord): Promise<Answer> {
  const sent = { token: await desk.backendToken(), body: { address, code, new_web_authn: credential } };
  return desk.call('POST', `${system}/user/webauthn/add/complete`, sent);
}

function flags(backupEligible: boolean, backupState: boolean): Spoil {
  return (credential) =>
    alone({ ...credential, flags: { ...credential.flags, backupEligible, backupState } });
}

/** Another point of the curve: the one that has the opposite y. */
function ofAnotherKey(credential: CredentialRecord): CredentialRecord {
  const map = decodeMap(Uint8Array.from(Buffer.from(credential.publicKey, 'base64')));
  const y = BigInt(`0x${Buffer.from(map.get(-3) as Uint8Array).toString('hex')}`);
  const opposite = (primeOfP256 - y).toString(16).padStart(64, '0');
  map.set(-3, Uint8Array.from(Buffer.from(opposite, 'hex')));
  return { ...credential, publicKey: base64(cbor(map)) };
}

function notEligible(credential: CredentialRecord): CredentialRecord {
  return { ...credential, flags: { ...credential.flags, backupEligible: false, backupState: false } };
}

/** Of a sender that keeps no attestation. */
function alone(credential: CredentialRecord): CredentialRecord {
  return { ...credential, attestation: {} };
}

function madeBy(aaguid: Uint8Array): Spoil {
  return (credential) => withMember(credential, 'authenticator.AAGUID', base64(aaguid));
}

function attestation(object: Uint8Array): Spoil {
  return (credential) => withMember(credential, 'attestation.object', base64(object));
}

function id(length: number): Spoil {
  return (credential) => withMember(credential, 'id', Buffer.alloc(length, 7).toString('base64'));
}

function key(change: Readonly<Record<number, unknown>>): Spoil {
  return (credential) => {
    const map = decodeMap(Uint8Array.from(Buffer.from(credential.publicKey, 'base64')));
    for (const [label, value] of Object.entries(change)) map.set(Number(label), value);
    return alone({ ...credential, publicKey: base64(cbor(map)) });
  };
}

function zero(length = 32): Uint8Array {
  return new Uint8Array(length);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
