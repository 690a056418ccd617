import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRedirect } from '../../src/ceremonies/redirect.ts';

const allowed = ['https://login.example.com', 'http://localhost:4400'];

const refused = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:\\\\login.example.com\\path',
  'javascript:alert(1)',
  'JaVaScRiPt://login.example.com/%0Aalert(1)',
  'data:text/html,hello',
  'blob:https://login.example.com/uuid',
  'https://user@login.example.com/',
  'https://user:secret@login.example.com/',
  'https://login.example.com@evil.example/',
  'https://login.example.com\t.evil.example/',
  'https://login.exa\nmple.com/',
  ' https://login.example.com/',
  'https://login.example.com /',
  'https://login.example.com\u0000/',
  'https://evil.example/',
  'https://login.example.com.evil.example/',
  'https://login.example.com:8443/',
  'http://login.example.com/',
  '/relative',
  '',
  undefined,
  null,
  {},
];

for (const address of refused) {
  test(`bad input 122: ${JSON.stringify(address)} is not followed`, () => {
    assert.throws(() => checkRedirect(address, allowed), { name: 'PasskeyError', code: 'redirect_refused' });
  });
}

for (const address of [
  'https://login.example.com/cb?code=1#x',
  'HTTPS://LOGIN.example.com/',
  'http://localhost:4400/',
]) {
  test(`${address} leads to a listed origin`, () => {
    assert.equal(checkRedirect(address, allowed).href, new URL(address).href);
  });
}

test('a refusal names the foreign origin, not the whole address with its code', () => {
  assert.throws(
    () => checkRedirect('https://evil.example/cb?code=secret', allowed),
    (error: Error) => {
      assert.match(error.message, /https:\/\/evil\.example/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
});
