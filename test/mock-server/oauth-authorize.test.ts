import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, request } from './oauth-browser.ts';
import { Calls, system } from './calls.ts';

const broken: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['no code challenge', { code_challenge: undefined }, 'invalid_request'],
  ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a scope that the client may not have', { scope: 'openid identity' }, 'invalid_scope'],
  ['no scope', { scope: undefined }, 'invalid_scope'],
  ['a scope without a value', { scope: '' }, 'invalid_scope'],
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
  'https://localhost.evil.example/callback',
  'ftp://localhost:9999/callback',
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

test('a parameter without a value counts as left out', async () => {
  const page = await new Browser(new Calls()).authorize({ max_age: '', prompt: '' });
  assert.equal(page.pathname, '/acme/identity/customers/login');
});

test('nothing is redirected where a parameter is given twice, but for resource', async () => {
  const browser = new Browser(new Calls());
  const query = new URLSearchParams({ ...request, resource: 'https://api.example/1' });
  query.append('resource', 'https://api.example/2');
  const ask = () => browser.get(`${browser.issuer}/oauth2/authorize?${query.toString()}`);
  assert.equal((await ask()).status, 302);
  query.append('redirect_uri', 'http://localhost:9999/other');
  assert.equal((await ask()).status, 400);
});

test('a sign-in page belongs to the workspace that was asked for a code', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  assert.equal((await browser.get(page.href)).status, 200);
  for (const workspace of ['portal', 'nowhere']) {
    page.searchParams.set('server_id', workspace);
    assert.equal((await browser.get(page.href)).status, 400);
  }
});

test('a loopback redirect URI matches on every port, for each of its three names', async () => {
  for (const host of ['127.0.0.1:1', '[::1]:2', 'localhost:3']) {
    const page = await new Browser(new Calls()).authorize({ redirect_uri: `http://${host}/cb` });
    assert.equal(page.pathname, '/acme/identity/customers/login');
  }
});

const orders = [
  ['the passkey', 'webauthn', ['password', 'usernameless_webauthn'], 'passkey'],
  ['the other value for it', 'usernameless_webauthn', ['password', 'usernameless_webauthn'], 'passkey'],
  ['the password', 'password', ['password', 'usernameless_webauthn'], 'other'],
  ['a passkey that the workspace has switched off', 'webauthn', ['password'], 'other'],
] as const;

for (const [name, preferred, active, expected] of orders) {
  test(`a pool that prefers ${name} has the sign-in page prefer "${expected}"`, async () => {
    const calls = new Calls();
    const token = await calls.backendToken();
    const body = { preferred_authentication_mechanism: preferred };
    assert.equal((await calls.call('PUT', system, { token, body })).status, 200);
    const workspace = { token, body: { authentication_mechanisms: active } };
    await calls.call('PUT', '/api/admin/acme/servers/shop', workspace);
    const browser = new Browser(calls);
    const page = await (await browser.get((await browser.authorize()).href)).text();
    assert.equal(/<passkey-signin[^>]* preferred="(\w+)"/.exec(page)?.[1], expected);
  });
}
