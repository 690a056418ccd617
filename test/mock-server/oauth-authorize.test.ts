import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, request } from './oauth-browser.ts';
import { Calls } from './calls.ts';

const broken: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['no code challenge', { code_challenge: undefined }, 'invalid_request'],
  ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a scope that the client may not have', { scope: 'openid identity' }, 'invalid_scope'],
  ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
  ['prompt=none beside another', { prompt: 'none login' }, 'invalid_request'],
  ['a request object', { request: 'e30' }, 'request_not_supported'],
];

for (const [name, about, error] of broken) {
  test(`an authorization request with ${name} goes back to the client as ${error}`, async () => {
    const back = await new Browser(new Calls()).authorize(about);
    assert.equal(back.origin, 'http://localhost:9999');
    assert.equal(back.searchParams.get('error'), error);
  });
}

const foreignRedirects = [
  'https://evil.example/callback',
  'http://localhost.evil.example/',
  'http://localhost:9999/callback#fragment',
  'http://ada@localhost:9999/callback',
  'https://localhost:9999/callback',
  'javascript:alert(1)',
  '//localhost',
  '',
];

for (const uri of foreignRedirects) {
  test(`nothing is redirected to the unregistered "${uri}"`, async () => {
    const browser = new Browser(new Calls());
    const query = new URLSearchParams({ ...request, redirect_uri: uri });
    const reply = await browser.get(`${browser.issuer}/oauth2/authorize?${query.toString()}`);
    assert.equal(reply.status, 400);
    assert.equal(reply.headers.get('Location'), null);
  });
}

test('a loopback redirect URI matches on every port, for each of its three names', async () => {
  for (const host of ['127.0.0.1:1', '[::1]:2', 'localhost:3']) {
    const page = await new Browser(new Calls()).authorize({ redirect_uri: `http://${host}/cb` });
    assert.equal(page.pathname, '/acme/shop/sign-in');
  }
});
