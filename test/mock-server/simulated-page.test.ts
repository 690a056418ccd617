/** Component tests in Node: jsdom and happy-dom play a page there. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setupServer } from 'msw/node';
import { mockHandler } from '../../mock-server/hosts/msw.ts';

test('the server works where the global Uint8Array is of another realm than that of Node', async () => {
  const script = fileURLToPath(new URL('other-realm.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  assert.equal(stdout.trim(), '200 200 200 200 200 200');
});

test('the MSW host keeps its state in memory where a page is only played, without locks and IndexedDB', async (about) => {
  const page = { document: { cookie: '' }, location: new URL('http://localhost:3000/') };
  for (const [name, value] of Object.entries(page)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
    about.after(() => Reflect.deleteProperty(globalThis, name));
  }
  const server = setupServer(mockHandler());
  server.listen({ onUnhandledRequest: 'error' });
  about.after(() => server.close());
  const url = 'http://localhost:3000/acme/shop/.well-known/openid-configuration';
  assert.equal((await fetch(url)).status, 200);
});
