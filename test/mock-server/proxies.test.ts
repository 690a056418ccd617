/** A site and the server are two processes: the proxies between them, two ports, a middleware, a container. */
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { isLocalCall } from '../../mock-server/hosts/loopback.ts';
import { mockMiddleware, type NodeOptions, startMockServer } from '../../mock-server/hosts/node.ts';
import { findPublicOrigin } from '../../mock-server/hosts/public-origin.ts';

type Headers = Readonly<Record<string, string>>;

async function start(about: TestContext, options: NodeOptions = {}): Promise<string> {
  const server = await startMockServer(options);
  about.after(server.close);
  return server.url;
}

/** With headers that `fetch` would not send. */
function send(url: string, method: string, headers: Headers, body = '') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request(url, { method, headers }, (reply) => {
      text(reply).then((read) => resolve({ status: reply.statusCode ?? 0, body: read }), reject);
    });
    asked.on('error', reject).end(body);
  });
}

const issuerAt = async (url: string, headers: Headers) => {
  const { body } = await send(`${url}/acme/shop/.well-known/openid-configuration`, 'GET', headers);
  return (JSON.parse(body) as { issuer: string }).issuer;
};

const begin = (url: string, headers: Headers) =>
  send(
    `${url}/acme/identity/customers/login/usernameless-webauthn/begin`,
    'POST',
    { 'Content-Type': 'application/json', ...headers },
    '{"workspace_id":"shop"}',
  );

test('behind a proxy of this machine that sets Host, the issuer is that of the page', async (about) => {
  const url = await start(about);
  const seen = { 'X-Forwarded-Host': 'localhost:3000', 'X-Forwarded-Proto': 'http' };
  assert.equal(await issuerAt(url, seen), 'http://localhost:3000/acme/shop');
  assert.equal(
    await issuerAt(url, { Forwarded: 'for=127.0.0.1;host=localhost:3000;proto=https' }),
    'https://localhost:3000/acme/shop',
  );
});

test('behind TLS the issuer has https, and the port that people see', async (about) => {
  const url = await start(about);
  const https = await issuerAt(url, { Host: 'localhost:8443', 'X-Forwarded-Proto': 'https' });
  assert.equal(https, 'https://localhost:8443/acme/shop');
  const seen = { 'X-Forwarded-Host': 'localhost', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Port': '9443' };
  assert.equal(await issuerAt(url, seen), 'https://localhost:9443/acme/shop');
});

test('a forwarded host of others is not taken for the own one', async (about) => {
  const url = await start(about);
  const seen = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
  assert.equal(await issuerAt(url, seen), `${url}/acme/shop`);
});

test('the public URL goes before everything that a proxy says', async (about) => {
  const url = await start(about, { publicUrl: 'https://login.example' });
  assert.equal(await issuerAt(url, { 'X-Forwarded-Host': 'localhost' }), 'https://login.example/acme/shop');
  assert.equal(await issuerAt(url, { Host: 'login.example' }), 'https://login.example/acme/shop');
});

test('proxies on other machines are read where they are trusted, for names that the server answers to', () => {
  const url = new URL('http://mock:4400/');
  const headers = { 'x-forwarded-host': 'login.example', 'x-forwarded-proto': 'https' };
  const connection = { remoteAddress: '172.18.0.3', headers, url };
  const names = ['mock', 'login.example'];
  assert.deepEqual(findPublicOrigin({}, connection, names), { origin: 'http://mock:4400' });
  assert.deepEqual(findPublicOrigin({ trustProxy: true }, connection, names), {
    origin: 'https://login.example',
  });
  assert.deepEqual(findPublicOrigin({ trustProxy: true }, connection, ['mock']), {
    origin: 'http://mock:4400',
    foreign: 'login.example',
  });
});

test('a page whose proxy hides its origin is told which option helps', async (about) => {
  const url = await start(about);
  const page = { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-origin' };
  const { status, body } = await begin(url, page);
  assert.equal(status, 403);
  assert.match(body, /"error_code":"origin_not_allowed"/);
  assert.match(
    body,
    /The page is at http:\/\/localhost:3000.*X-Forwarded-Host.*--public-url http:\/\/localhost:3000/,
  );
  assert.equal((await begin(url, { ...page, 'X-Forwarded-Host': 'localhost:3000' })).status, 200);
});

test('a page of another origin is told which option helps', async (about) => {
  const page = { Origin: 'https://app.example', 'Sec-Fetch-Site': 'cross-site' };
  const { status, body } = await begin(await start(about), page);
  assert.equal(status, 403);
  assert.match(body, /Pages of https:\/\/app\.example.*--origin https:\/\/app\.example/);
  const origins = ['https://app.example'];
  assert.equal((await begin(await start(about, { origins }), page)).status, 200);
});

test('a middleware takes the paths of the API, and leaves the site its own /api', async (about) => {
  const seed = {
    pools: [
      { id: 'customers', webauthn_settings: { rp_id: 'localhost', rp_origins: ['https://localhost'] } },
    ],
  };
  for (const options of [{}, { seed }]) {
    const middleware = mockMiddleware(options);
    const site = createServer((incoming, outgoing) => {
      middleware(incoming, outgoing, () => outgoing.end('the site'));
    });
    await new Promise<void>((listening) => site.listen(0, 'localhost', listening));
    about.after(() => void site.close());
    const url = `http://localhost:${(site.address() as AddressInfo).port}`;
    for (const path of ['/', '/api/items', '/api/identity/me', '/api', '/acmes']) {
      assert.equal(await (await fetch(url + path)).text(), 'the site', path);
    }
    for (const path of ['/acme/shop/.well-known/jwks.json', '/_mock']) {
      assert.equal((await fetch(url + path)).status, 200, path);
    }
    const related = await (await fetch(`${url}/.well-known/webauthn`)).text();
    assert.equal(related.trim(), options.seed ? '{"origins":["https://localhost"]}' : 'the site');
  }
});

test('a container of a private network may use /_mock by a name that was allowed, and by no other', () => {
  const call = { remoteAddress: '172.18.0.3', host: 'mock:4400' };
  assert.equal(isLocalCall(call, [], ['mock'], ['mock']), true);
  assert.equal(isLocalCall(call, [], ['mock'], []), false);
  assert.equal(isLocalCall({ ...call, host: 'localhost:4400' }, [], ['mock'], ['mock']), false);
  assert.equal(isLocalCall({ ...call, remoteAddress: '203.0.113.9' }, [], ['mock'], ['mock']), false);
  assert.equal(isLocalCall({ ...call, origin: 'http://evil.example' }, [], ['mock'], ['mock']), false);
});

test('strangers make no worlds', async () => {
  const server = createMockServer();
  const asked = new Request('http://localhost/_mock/worlds');
  assert.equal((await server.fetch(asked, { caller: 'stranger' })).status, 404);
});

test('people who open the root find what runs here; strangers do not see who is in it', async () => {
  const server = createMockServer();
  const visit = (caller: 'this-machine' | 'stranger') =>
    server.fetch(new Request('http://localhost/', { headers: { Accept: 'text/html' } }), { caller });
  const page = await (await visit('this-machine')).text();
  assert.match(page, /http:\/\/localhost\/acme\/shop/);
  assert.match(page, /ada@example\.com, password <code>analytical engine<\/code>/);
  const shown = await visit('stranger');
  assert.equal(shown.status, 200);
  assert.doesNotMatch(await shown.text(), /ada@|href="\/_mock/);
});

for (const [signInPage, expected] of [
  ['https://app.example/login?theme=dark', 'https://app.example/login?theme=dark&server_id=shop&login_id='],
  ['/login', 'http://localhost:4400/login?server_id=shop&login_id='],
] as const) {
  test(`people are led to a sign-in page of one's own at ${signInPage}`, async () => {
    const server = createMockServer({ signInPage });
    const query = new URLSearchParams({
      client_id: 'spa',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'http://localhost:9999/callback',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const reply = await server.request(
      `http://localhost:4400/acme/shop/oauth2/authorize?${query.toString()}`,
    );
    assert.ok(reply.headers.get('Location')?.startsWith(expected), reply.headers.get('Location') ?? '');
  });
}
