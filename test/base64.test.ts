import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asBase64,
  asBase64url,
  base64Of,
  base64urlOf,
  bytesOf,
  maybeBase64url,
} from '../src/base64.ts';

const bytes = Uint8Array.of(0xfb, 0xff, 0xbe, 0x02);

test('bytes are written as base64url without padding and as base64 with it', () => {
  assert.equal(base64urlOf(bytes), '-_--Ag');
  assert.equal(base64Of(bytes), '+/++Ag==');
});

for (const text of ['-_--Ag', '-_--Ag==', '+/++Ag==', '+/++Ag']) {
  test(`${text} is read, whatever its alphabet and padding`, () => {
    assert.deepEqual(bytesOf(text, 'id'), bytes);
    assert.equal(asBase64url(text, 'id'), '-_--Ag');
    assert.equal(asBase64(text, 'id'), '+/++Ag==');
  });
}

for (const text of ['AAAAA', 'a b', 'ä', '=AA', 'AA===', 7, null, undefined, ['AA']]) {
  test(`${JSON.stringify(text)} is refused with the name of its field`, () => {
    assert.throws(() => bytesOf(text, 'publicKey.challenge'), {
      code: 'bad_response',
      message: /^publicKey\.challenge /,
    });
  });
}

test('every byte survives both encodings', () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  assert.deepEqual(bytesOf(base64urlOf(all), 'all'), all);
  assert.deepEqual(bytesOf(base64Of(all), 'all'), all);
});

test('where bytes may be absent, a broken or an empty text is none', () => {
  assert.equal(maybeBase64url('+/++Ag=='), '-_--Ag');
  for (const text of ['', 'a b', null, undefined, 7]) assert.equal(maybeBase64url(text), undefined);
});
