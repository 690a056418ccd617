import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { offeredAlgorithms } from '../../../mock-server/domain/passkeys/creation-options.ts';
import { ensurePublicKey, NotVerified } from '../../../mock-server/webauthn/index.ts';
import { bytes, cbor, hex } from '../../support/hostile.ts';
import { ed25519Key, genuineModulus, rsaKey, weakKeys } from '../../support/weak-keys.ts';

const ec = (namedCurve: string, crv: number) => (alg: number) => {
  const { x, y } = jwk(generateKeyPairSync('ec', { namedCurve }).publicKey);
  return new Map<number, unknown>([
    [1, 2],
    [3, alg],
    [-1, crv],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
};
const ed25519 = (alg: number) => {
  const { x } = jwk(generateKeyPairSync('ed25519').publicKey);
  return new Map<number, unknown>([
    [1, 1],
    [3, alg],
    [-1, 6],
    [-2, bytes(x)],
  ]);
};
const { n, e } = jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
const rsa = (alg: number) =>
  new Map<number, unknown>([
    [1, 3],
    [3, alg],
    [-1, bytes(n)],
    [-2, bytes(e)],
  ]);

const keyOf = new Map([
  [-7, ec('P-256', 1)],
  [-35, ec('P-384', 2)],
  [-36, ec('P-521', 3)],
  [-8, ed25519],
]);

for (const algorithm of offeredAlgorithms) {
  const key = (keyOf.get(algorithm) ?? rsa)(algorithm);

  test(`a key of the algorithm ${algorithm} is what it says`, async () => {
    assert.equal(await ensurePublicKey(encoded(key), offeredAlgorithms), algorithm);
  });

  test(`a key of the algorithm ${algorithm} is refused where that was not offered`, async () => {
    const others = offeredAlgorithms.filter((other) => other !== algorithm);
    await assert.rejects(ensurePublicKey(encoded(key), others), NotVerified);
  });

  for (const label of key.keys()) {
    test(`a key of the algorithm ${algorithm} is refused without its member ${label}`, async () => {
      const less = new Map([...key].filter(([name]) => name !== label));
      await assert.rejects(ensurePublicKey(encoded(less), offeredAlgorithms), NotVerified);
    });
  }
}

for (const value of [bytes('AQAB'), true, 'AQAB', null]) {
  test(`an RSA key is refused whose modulus is ${String(value)}`, async () => {
    await assert.rejects(ensurePublicKey(encoded(rsa(-257).set(-1, value)), offeredAlgorithms), NotVerified);
  });
}

for (const { name, key } of weakKeys) {
  test(`a key that no authenticator makes is refused: ${name}`, async () => {
    await assert.rejects(ensurePublicKey(encoded(key), offeredAlgorithms), NotVerified);
  });
}

for (const exponent of ['03', '11', '010001', 'ffffffff']) {
  test(`an RSA key of the exponent ${exponent} is accepted`, async () => {
    const key = encoded(rsaKey(genuineModulus, hex(exponent)));
    assert.equal(await ensurePublicKey(key, offeredAlgorithms), -257);
  });
}

for (const modulusLength of [2048, 3072, 4096]) {
  test(`an RSA key of ${modulusLength} bits is accepted`, async () => {
    const modulus = jwk(generateKeyPairSync('rsa', { modulusLength }).publicKey).n;
    assert.equal(await ensurePublicKey(encoded(rsaKey(bytes(modulus))), offeredAlgorithms), -257);
  });
}

test('Ed25519 keys are accepted, whatever the private key', async () => {
  for (let count = 0; count < 20; count += 1) {
    const { x } = jwk(generateKeyPairSync('ed25519').publicKey);
    assert.equal(await ensurePublicKey(encoded(ed25519Key(bytes(x))), offeredAlgorithms), -8);
  }
});

const encoded = (key: ReadonlyMap<number, unknown>): Uint8Array<ArrayBuffer> => Uint8Array.from(cbor(key));

function jwk(key: KeyObject): Readonly<Record<'x' | 'y' | 'n' | 'e', string>> {
  return { x: '', y: '', n: '', e: '', ...key.export({ format: 'jwk' }) };
}
