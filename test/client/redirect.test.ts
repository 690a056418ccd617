import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRedirect } from '../../src/client/sign-in/result.ts';
import { hostileRedirects } from './hostile-redirects.ts';

const allowed = ['https://login.example.com', 'http://localhost:4400'];

for (const address of [...hostileRedirects, '', undefined, null, {}]) {
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
