import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64, fromBase64url, toBase64, toBase64url } from '../../mock-server/bytes.ts';

test('bytes of every length come back from both encodings as they were', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length * 101) % 256);
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
    assert.equal(toBase64url(bytes), Buffer.from(bytes).toString('base64url'));
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    assert.deepEqual(fromBase64url(toBase64url(bytes)), bytes);
  }
});

for (const text of [
  'A',
  'AA',
  'AAA',
  'AA=',
  '=',
  '==',
  '====',
  'A===',
  'AA=A',
  'AAAA=',
  'AAAAAA=A',
  'AAAA====',
]) {
  test(`"${text}" is no base64: it is padded wrongly`, () => {
    assert.equal(fromBase64(text), undefined);
  });
}

for (const text of ['AB==', 'AAB=', '//==', '///=']) {
  test(`"${text}" is no base64: bits are left over that stand for nothing`, () => {
    assert.equal(fromBase64(text), undefined);
  });
}

for (const text of ['-_8=', 'AA A', ' AAAA', 'AAAA\n', 'AA\u00e9=', '\u{1f511}', 'AA_A']) {
  test(`${JSON.stringify(text)} is no base64: it has other characters`, () => {
    assert.equal(fromBase64(text), undefined);
  });
}

for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'AAA=', '+/8', 'AA A', 'AAA\n', '\u{1f511}']) {
  test(`${JSON.stringify(text)} is no base64url`, () => {
    assert.equal(fromBase64url(text), undefined);
  });
}
