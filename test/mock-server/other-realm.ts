/**
 * Run in a process of its own: the global `Uint8Array` is of another realm than what Node's own functions return, as
 * where jsdom plays a page for Jest. Prints the statuses of a sign-in, a passkey and a list.
 */
import { runInNewContext } from 'node:vm';
import { Device } from '../support/device.ts';
import { print } from '../runner/print.ts';

const own = globalThis.Uint8Array;
const other = runInNewContext('Uint8Array') as typeof Uint8Array;
globalThis.Uint8Array = other;
const { createMockServer } = await import('../../mock-server/app.ts');

const origin = 'http://localhost';
const server = createMockServer();
const statuses: number[] = [];

async function call<T>(method: string, path: string, body?: unknown, token = ''): Promise<T> {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const reply = await server.request(origin + path, { method, headers, ...content });
  statuses.push(reply.status);
  return (await reply.json()) as T;
}

/** The emulated authenticator knows one realm only. */
function atDevice<T>(act: () => T): T {
  globalThis.Uint8Array = own;
  const done = act();
  globalThis.Uint8Array = other;
  return done;
}

const person = { workspace_id: 'shop', identifier: 'ada@example.com', password: 'analytical engine' };
const login = '/acme/identity/customers/login';
const self = '/acme/shop/identity/v2/self';
interface Tokens {
  readonly access_token: string;
}
interface Options {
  readonly publicKey: object;
}

const { access_token: token } = await call<Tokens>('POST', `${login}/password`, person);
const device = new Device(origin);
const create = `${self}/usernameless-webauthn/create`;
const { publicKey } = await call<Options>('POST', `${create}/begin`, undefined, token);
await call(
  'POST',
  `${create}/complete`,
  atDevice(() => device.create(publicKey)),
  token,
);
await call('GET', `${self}/me`, undefined, token);
const begun = await call<Options>('POST', `${login}/usernameless-webauthn/begin`, { workspace_id: 'shop' });
await call(
  'POST',
  `${login}/usernameless-webauthn/complete`,
  atDevice(() => device.get(begun.publicKey)),
);
print(statuses.join(' '));
