import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { test } from 'node:test';
import { NotVerified } from '../../../mock-server/webauthn/index.ts';
import { ensureDerSignature } from '../../../mock-server/webauthn/signature.ts';
import { hex } from '../../support/hostile.ts';

const es256 = -7;
const es512 = -36;

for (const [name, namedCurve, algorithm] of [
  ['ES256', 'P-256', es256],
  ['ES384', 'P-384', -35],
  ['ES512', 'P-521', es512],
] as const) {
  test(`every signature that ${name} makes is strict DER`, () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve });
    for (let made = 0; made < 50; made += 1) {
      ensureDerSignature(new Uint8Array(sign('sha256', randomBytes(16), privateKey)), algorithm);
    }
  });
}

test('a signature of an algorithm without DER passes', () => {
  ensureDerSignature(new Uint8Array(64), -8);
  ensureDerSignature(new Uint8Array(256), -257);
});

const long = '00'.repeat(63);
for (const [what, der] of [
  ['is empty', ''],
  ['is no sequence', '3106 020101 020101'],
  ['ends within its header', '30'],
  ['is shorter than it says', '3007 020101 020101'],
  ['is longer than it says', '3005 020101 020101'],
  ['has one integer', '3003 020101'],
  ['has three integers', '3009 020101 020101 020101'],
  ['has an integer without bytes', '3005 0200 020101'],
  ['has an integer that leaves the sequence', '3006 020101 020201'],
  ['has a negative integer', '3006 020180 020101'],
  ['has an integer with a zero too many', '3007 02020001 020101'],
  ['has something else than integers', '3006 040101 020101'],
  ['has a length in the long form that is short', '308106 020101 020101'],
  ['has a length of two bytes', `3082008a 0242 01${long}0000 0244 01${long}000000`],
  ['has an indefinite length', '3080 020101 020101 0000'],
] as const) {
  test(`a signature is refused that ${what}`, () => {
    assert.throws(() => ensureDerSignature(hex(der), es512), NotVerified);
  });
}
