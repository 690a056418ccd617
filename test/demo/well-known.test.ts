import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createServer } from 'vite';
import { demoBackend } from '../../demo/host/backend.ts';

test('password managers find the pages for passkeys and passwords', async (about) => {
  const vite = await createServer({
    configFile: false,
    root: 'demo',
    appType: 'mpa',
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [demoBackend()],
    server: { port: 0, host: 'localhost', ws: false },
  });
  await vite.listen();
  about.after(() => vite.close());
  const origin = `http://localhost:${(vite.httpServer!.address() as AddressInfo).port}`;
  const endpoints = await fetch(`${origin}/.well-known/passkey-endpoints`);
  assert.equal(endpoints.headers.get('Content-Type'), 'application/json');
  const { enroll, manage } = (await endpoints.json()) as { enroll: string; manage: string };
  assert.deepEqual([enroll, manage], [`${origin}/account.html`, `${origin}/account.html`]);
  assert.equal((await fetch(manage)).status, 200);
  const change = await fetch(`${origin}/.well-known/change-password`, { redirect: 'manual' });
  assert.deepEqual([change.status, change.headers.get('Location')], [302, '/account.html']);
});
