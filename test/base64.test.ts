import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64, toBase64url, decodeBase64, tryBase64url } from '../src/base64.ts';

const bytes = Uint8Array.of(0xfb, 0xff, 0xbe, 0x02);

test('bytes are written as base64url without padding and as base64 with it', () => {
  assert.equal(toBase64url(bytes), '-_--Ag');
  assert.equal(toBase64(bytes), '+/++Ag==');
});

for (const text of ['-_--Ag', '-_--Ag==', '+/++Ag==', '+/++Ag']) {
  test(`${text} is read, whatever its alphabet and padding`, () => {
    assert.deepEqual(decodeBase64(text, 'id'), bytes);
    assert.equal(toBase64url(decodeBase64(text, 'id')), '-_--Ag');
    assert.equal(toBase64(decodeBase64(text, 'id')), '+/++Ag==');
  });
}

for (const text of ['AAAAA', 'a b', 'ä', '=AA', 'AA===', 7, null, undefined, ['AA']]) {
  test(`${JSON.stringify(text)} is refused with the name of its field`, () => {
    assert.throws(() => decodeBase64(text, 'publicKey.challenge'), {
      code: 'bad_response',
      message: /^publicKey\.challenge /,
    });
  });
}

test('every byte survives both encodings', () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  assert.deepEqual(decodeBase64(toBase64url(all), 'all'), all);
  assert.deepEqual(decodeBase64(toBase64(all), 'all'), all);
});

test('where bytes may be absent, a broken or an empty text is none', () => {
  assert.equal(tryBase64url('+/++Ag=='), '-_--Ag');
  for (const text of ['', 'a b', null, undefined, 7]) assert.equal(tryBase64url(text), undefined);
});
