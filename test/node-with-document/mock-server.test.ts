/**
 * Node with a document, as jsdom and happy-dom make it: the usual home of component tests. It replaces globals, so it is in a
 * folder, and with that in a process, of its own.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { setupServer } from 'msw/node';
import { mockHandler } from '../../mock-server/hosts/msw.ts';
import { origin } from '../mock-server/calls.ts';

/** In jsdom the bytes of the encoder are of another realm than the global `Uint8Array`. */
class ForeignTextEncoder extends TextEncoder {
  static readonly Bytes = runInNewContext('Uint8Array') as typeof Uint8Array;

  override encode(text?: string): Uint8Array<ArrayBuffer> {
    return new ForeignTextEncoder.Bytes(super.encode(text));
  }
}

Object.assign(globalThis, {
  document: { cookie: '' },
  location: new URL(origin),
  TextEncoder: ForeignTextEncoder,
});
const server = setupServer(mockHandler());
before(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
after(() => {
  server.close();
});

test('the handler answers, although the page has neither IndexedDB nor Web Locks', async () => {
  assert.ok(!(new TextEncoder().encode('') instanceof Uint8Array));
  const reply = await fetch(`${origin}/acme/shop/.well-known/openid-configuration`);
  assert.equal(reply.status, 200);
});

test('a password gives tokens, and an access token is taken', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const sent = { identifier: 'ada@example.com', password: 'analytical engine', workspace_id: 'shop' };
  const about = { method: 'POST', headers, body: JSON.stringify(sent) };
  const reply = await fetch(`${origin}/acme/identity/customers/login/password`, about);
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const me = await fetch(`${origin}/acme/shop/identity/v2/self/me`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  assert.equal(me.status, 200);
});

test('a begin in Classic for whoever has no passkey is answered', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const sent = { identifier: 'unknown@example.com', workspace_id: 'portal' };
  const about = { method: 'POST', headers, body: JSON.stringify(sent) };
  const reply = await fetch(`${origin}/acme/identity/customers/login/webauthn/begin`, about);
  assert.equal(reply.status, 200);
});
