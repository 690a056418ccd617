/** DNS rebinding: a page of another site has its own name lead here, and is then, to the browser, a page of this server. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { createServer as createViteServer } from 'vite';
import { isOwnHost } from '../../mock-server/hosts/loopback.ts';
import { memoryStorage, startMockServer, type NodeOptions } from '../../mock-server/hosts/node.ts';
import { mockServer } from '../../mock-server/hosts/vite.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

const form = 'application/x-www-form-urlencoded';
const type = 'application/json';
const token: Call = {
  method: 'POST',
  path: '/acme/system/oauth2/token',
  type: form,
  body: 'grant_type=client_credentials&client_id=backoffice&client_secret=backoffice-secret',
};
const password = '{"workspace_id":"shop","identifier":"ada@example.com","password":"analytical engine"}';
const calls: readonly Call[] = [
  token,
  { method: 'POST', path: '/acme/identity/customers/login/password', type, body: password },
  { method: 'POST', path: '/acme/identity/customers/login/webauthn/begin', type, body: '{}' },
  { method: 'POST', path: '/acme/identity/customers/register/webauthn/begin', type, body: '{}' },
  { method: 'GET', path: '/acme/shop/oauth2/authorize?client_id=spa' },
  { method: 'GET', path: '/acme/shop/oidc/logout' },
  { method: 'GET', path: '/acme/identity/customers/login' },
  { method: 'GET', path: '/acme/shop/identity/v2/self/me' },
  { method: 'GET', path: '/api/identity/acme/system/pools/customers' },
  { method: 'PUT', path: '/api/admin/acme/servers/shop', type, body: '{}' },
  { method: 'GET', path: '/nowhere' },
];

async function start(about: TestContext, options: NodeOptions = {}): Promise<number> {
  const server = await startMockServer(options);
  about.after(server.close);
  return Number(new URL(server.url).port);
}

/** Calls as the browser of a rebound page does: Host and Origin are those of the page. */
function call(port: number, name: string, { method, path, type: content, body = '' }: Call) {
  const host = `${name}:${port}`;
  const headers = {
    Host: host,
    Accept: 'application/json',
    Origin: `http://${host}`,
    'Sec-Fetch-Site': 'same-origin',
    ...(content && { 'Content-Type': content }),
  };
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ port, host: 'localhost', method, path, headers }, (reply) => {
      text(reply).then((body) => resolve({ status: reply.statusCode ?? 0, body }), reject);
    });
    asked.on('error', reject).end(body);
  });
}

for (const one of calls) {
  test(`${one.method} ${one.path} is refused under a name of others, and says which option helps`, async (about) => {
    const { status, body } = await call(await start(about), 'evil.example', one);
    assert.equal(status, 403);
    assert.match(body, /(?:\\"|&quot;)evil\.example(?:\\"|&quot;).*--allow-host evil\.example.*allowedHosts/);
  });
}

test('names that only resemble one of this machine are refused', async (about) => {
  const port = await start(about, { allowedHosts: ['mock.example', '.apps.example'] });
  for (const name of [
    'localhost.evil.example',
    'evil.mock.example',
    'evilapps.example',
    '127.0.0.1.evil.example',
  ]) {
    assert.equal((await call(port, name, token)).status, 403, name);
  }
});

test('names of this machine, addresses and names that the user allows are answered', async (about) => {
  const allowedHosts = ['mock', '.apps.example'];
  const port = await start(about, { allowedHosts, origins: ['https://web.example:8443'] });
  const own = ['localhost', 'shop.localhost', '127.0.0.1', '[::1]', '192.0.2.7', 'web.example'];
  for (const name of [...own, 'mock', 'MOCK', 'apps.example', 'shop.apps.example']) {
    assert.equal((await call(port, name, token)).status, 200, name);
  }
});

test('a name that the user allows is one of this machine for /_mock too', async (about) => {
  const port = await start(about, { allowedHosts: ['mock'] });
  assert.equal((await call(port, 'mock', { method: 'GET', path: '/_mock' })).status, 200);
  assert.equal((await call(port, '192.0.2.7', { method: 'GET', path: '/_mock' })).status, 404);
});

test('a name that is given counts with every port', () => {
  assert.equal(isOwnHost('mymachine.example:4400', ['mymachine.example']), true);
  assert.equal(isOwnHost('mymachine.example:4400', []), false);
});

test('Vite refuses a name of others by itself', async (about) => {
  const vite = await createViteServer({
    configFile: false,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [mockServer({ storage: memoryStorage() })],
    server: { port: 0, host: 'localhost', ws: false },
  });
  await vite.listen();
  about.after(() => vite.close());
  const { port } = vite.httpServer!.address() as AddressInfo;
  assert.equal((await call(port, 'localhost', token)).status, 200);
  assert.equal((await call(port, 'evil.example', token)).status, 403);
});
