import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbered } from '../../src/client/registration/default-name.ts';
import { providerName } from '../../src/client/registration/default-name.ts';
import { readClaims } from '../../src/api/json.ts';

test('a name that is taken gets a number, and that one is the first free', () => {
  assert.equal(numbered('Mac', []), 'Mac');
  assert.equal(numbered('Mac', ['Mac']), 'Mac 2');
  assert.equal(numbered('Mac', ['Mac', 'Mac 2', 'Mac 4']), 'Mac 3');
});

test('a long name is cut to 64 characters, number and all, and not inside a character', () => {
  const long = `${'x'.repeat(61)}😀yz`;
  assert.equal(Array.from(numbered(long, [])).length, 64);
  const second = numbered(long, [numbered(long, [])]);
  assert.equal(second, `${'x'.repeat(61)}😀 2`);
});

test('a provider is known by its AAGUID, in either case', async () => {
  assert.equal(await providerName('EA9B8D66-4D01-1D21-3CE4-B6B48CB575D4'), 'Google Password Manager');
});

for (const unknown of ['00000000-0000-0000-0000-000000000000', 'constructor', '__proto__', '']) {
  test(`"${unknown}" is nobody's AAGUID`, async () => {
    assert.equal(await providerName(unknown), undefined);
  });
}

const tokenOf = (payload: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.x`;

test('the subject of a token is read, whatever alphabet it has', () => {
  assert.equal(readClaims(tokenOf({ sub: 'äda' })).subject, 'äda');
});

for (const token of [
  undefined,
  '',
  'opaque',
  'a.b.c',
  tokenOf({ sub: 7 }),
  tokenOf({ sub: '' }),
  tokenOf(null),
]) {
  test(`${JSON.stringify(token)} tells no subject`, () => {
    assert.equal(readClaims(token).subject, undefined);
  });
}
