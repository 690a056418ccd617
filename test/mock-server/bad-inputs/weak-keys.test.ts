/** Keys that no ceremony may leave behind, on every way that a key can come in, and at a sign-in with one that is kept. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { CredentialCreation } from '../../../src/api/contract.ts';
import { Device } from '../../support/device.ts';
import {
  base64url,
  bytes,
  cbor,
  concat,
  hex,
  withAuthenticatorData,
  withMember,
} from '../../support/hostile.ts';
import { type CoseKey, genuineModulus, rsaKey, weakKeys } from '../../support/weak-keys.ts';
import { type Answer, errorCode, familyOf, pool, self, system } from '../calls.ts';
import { refused, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const mary = 'mary@example.com';

/** Attestation none signs nothing, so that any key can stand in the authenticator data. */
const withKey = (body: RegistrationResponseJSON, key: CoseKey) =>
  withAuthenticatorData(body, () => ({ key: cbor(key) }));

/** Begins and completes at two paths, with a key put into the authenticator's answer. */
async function register(path: string, key: CoseKey, sent: { token?: string; body?: unknown }) {
  const begun = await calls.call('POST', `${path}/begin`, sent);
  const body = withKey(new Device().create((begun.body as CredentialCreation).publicKey), key);
  return calls.call('POST', `${path}/complete`, { ...sent, body });
}

type Path = (key: CoseKey) => Promise<Answer>;

const paths: Record<string, Path> = {};
for (const workspace of ['shop', 'portal']) {
  const family = familyOf(workspace);
  paths[`self-service in ${workspace}`] = async (key) =>
    register(`${self(workspace)}/${family}/create`, key, { token: await calls.userToken(workspace) });
  paths[`sign-up in ${workspace}`] = (key) =>
    register(`${pool}/register/${family}`, key, { body: { identifier: mary, workspace_id: workspace } });
  paths[`the system API for ${workspace}`] = async (key) => {
    const users = Object.values((await calls.state()).users);
    const ada = users.find(({ identifiers }) => identifiers.includes('ada@example.com'));
    const token = await calls.backendToken();
    return register(`${system}/users/${ada?.id}/${family}/create`, key, { token });
  };
}
paths['set-webauthn'] = async (key) => {
  const token = await calls.userToken('portal');
  return calls.call('POST', `${self('portal')}/set-webauthn`, { token, body: { new_webauthn: record(key) } });
};
paths['a code of the helpdesk'] = async (key) => {
  const [token, address] = [await calls.backendToken(), 'grace@example.com'];
  await calls.call('POST', `${system}/user/webauthn/add/request`, { token, body: { address } });
  const outbox = (await calls.call('GET', '/_mock/outbox')).body as { messages: { code: string }[] };
  const body = { address, code: outbox.messages.at(-1)?.code, new_web_authn: record(key) };
  return calls.call('POST', `${system}/user/webauthn/add/complete`, { token, body });
};

const record = (key: CoseKey) => ({
  id: 'AQIDBA==',
  publicKey: Buffer.from(cbor(key)).toString('base64'),
});

function weakKey(name: string): CoseKey {
  const weak = weakKeys.find((one) => one.name === name);
  assert.ok(weak, name);
  return weak.key;
}

for (const [name, path] of Object.entries(paths)) {
  test(`${name} keeps a key that is sound`, async () => {
    await calls.call('POST', '/_mock/reset');
    const { status } = await path(rsaKey(genuineModulus));
    assert.ok(status === 200 || status === 204, `answered ${status}`);
  });

  for (const weak of [
    'Ed25519, the identity',
    'RSA, the exponent 01',
    'secp521r1, a point beside the curve',
  ]) {
    test(`${name} leaves no key behind that is ${weak}`, async () => {
      await calls.call('POST', '/_mock/reset');
      assert.equal(errorCode(await path(weakKey(weak))), 'verification_failed');
      assert.deepEqual((await calls.state()).passkeys, {});
    });
  }
}

type Forge = (signed: Uint8Array) => Uint8Array;

/** PKCS #1 v1.5 as it is before the private key: with e = 1 it is the signature. */
const encodedMessage: Forge = (signed) => {
  const digest = createHash('sha256').update(signed).digest();
  const info = concat(hex('3031300d060960864801650304020105000420'), digest);
  return concat(hex('0001'), new Uint8Array(253 - info.length).fill(0xff), hex('00'), info);
};
const identity = concat(hex('01'), new Uint8Array(31));

const forgeries: readonly (readonly [weak: string, forge: Forge])[] = [
  ['Ed25519, the identity', () => concat(identity, new Uint8Array(32))],
  ['RSA, the exponent 01', encodedMessage],
];

for (const [weak, forge] of forgeries) {
  test(`a signature without a private key does not sign in for a key that is kept already: ${weak}`, async () => {
    const passkey = await SignIn.enrolled(calls);
    const genuine = await passkey.begin();
    const kept = (await calls.state()).passkeys[genuine.id];
    assert.ok(kept);
    kept.publicKey = base64url(cbor(weakKey(weak)));
    const { authenticatorData, clientDataJSON } = genuine.response;
    const hash = createHash('sha256').update(bytes(clientDataJSON)).digest();
    const signature = base64url(forge(concat(bytes(authenticatorData), hash)));
    const forged = withMember(genuine, 'response.signature', signature);
    const { status_code, error_code } = await refused(calls, () => passkey.complete(forged));
    assert.deepEqual([status_code, error_code], [401, 'verification_failed']);
  });
}
