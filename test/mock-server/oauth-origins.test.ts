import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls, origin, self } from './calls.ts';
import { Browser, codeOf, request, verifier } from './oauth-browser.ts';

const allowed = ({ headers }: Response) => headers.get('Access-Control-Allow-Origin');

const endpoints = [
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/.well-known/jwks.json'],
  ['POST', '/oauth2/token'],
  ['POST', '/oauth2/revoke'],
  ['GET', '/userinfo'],
] as const;

function preflight({ server }: Calls, method: string, path: string, from: string) {
  const headers = {
    Origin: from,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization',
  };
  return server.request(origin + path, { method: 'OPTIONS', headers });
}

const ofThisMachine = [
  'http://localhost:5173',
  'https://localhost:5173',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'http://app.localhost:5173',
];

for (const from of ofThisMachine) {
  test(`a single-page app at ${from} may make its OAuth calls, without cookies`, async () => {
    const calls = new Calls();
    for (const [method, path] of endpoints) {
      const asked = await preflight(calls, method, `/acme/shop${path}`, from);
      assert.deepEqual([path, allowed(asked)], [path, from]);
      assert.match(asked.headers.get('Access-Control-Allow-Headers') ?? '', /Authorization/i);
      const headers = { Origin: from };
      const reply = await calls.server.request(`${origin}/acme/shop${path}`, { method, headers });
      assert.notEqual(reply.status, 403, path);
      assert.equal(allowed(reply), from, path);
      assert.equal(reply.headers.get('Access-Control-Allow-Credentials'), null);
    }
  });
}

const elsewhere = [
  'https://app.example',
  'http://localhost.evil.example',
  'http://notlocalhost',
  'http://127.0.0.1.evil.example',
  'null',
];

for (const from of elsewhere) {
  test(`a page at ${from} may make none of them`, async () => {
    const calls = new Calls();
    for (const [method, path] of endpoints) {
      assert.equal(allowed(await preflight(calls, method, `/acme/shop${path}`, from)), null, path);
    }
    const init = { method: 'POST', headers: { Origin: from } };
    assert.equal((await calls.server.request(`${origin}/acme/shop/oauth2/token`, init)).status, 403);
  });
}

test('other calls are not for single-page apps of this machine, unless their origin is listed', async () => {
  const from = 'http://localhost:5173';
  const others = ['/acme/shop/oauth2/introspect', '/acme/shop/oauth2/authorize', `${self('shop')}/me`];
  const listed = new Calls({ origins: [from] });
  for (const path of others) {
    assert.equal(allowed(await preflight(new Calls(), 'GET', path, from)), null, path);
    assert.equal(allowed(await preflight(listed, 'GET', path, from)), from, path);
  }
});

test('an app of another origin of this machine exchanges its code', async () => {
  const browser = new Browser(new Calls());
  const code = codeOf(await browser.signIn(await browser.authorize()));
  const { client_id, redirect_uri } = request;
  const form = { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier };
  const from = { Origin: 'http://localhost:9999', 'Sec-Fetch-Site': 'same-site' };
  const reply = await browser.post('/oauth2/token', form, from);
  assert.equal(reply.status, 200);
  assert.equal(allowed(reply), from.Origin);
});
