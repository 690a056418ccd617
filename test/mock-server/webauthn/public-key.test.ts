import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { offeredAlgorithms } from '../../../mock-server/domain/creation-options.ts';
import { ensurePublicKey, NotVerified } from '../../../mock-server/webauthn/index.ts';
import { bytes, cbor } from '../../support/hostile.ts';

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

const encoded = (key: ReadonlyMap<number, unknown>): Uint8Array<ArrayBuffer> => Uint8Array.from(cbor(key));

function jwk(key: KeyObject): Readonly<Record<'x' | 'y' | 'n' | 'e', string>> {
  return { x: '', y: '', n: '', e: '', ...key.export({ format: 'jwk' }) };
}
