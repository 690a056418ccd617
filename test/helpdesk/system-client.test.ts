import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { createMockServer, type MockServer } from '../../mock-server/app.ts';
import {
  createSystemClient,
  isPasskeyError,
  systemDirectory,
  toCredentialRecord,
  type SystemClient,
  type UserDetails,
} from '../../src/system.ts';
import { Device } from '../support/device.ts';
import { fakeEnvironment, type FakeEnvironment } from '../support/fake-environment.ts';

const origin = 'http://localhost:4400';
const issuer = `${origin}/acme/shop`;
const backoffice = { clientId: 'backoffice', clientSecret: 'backoffice-secret' };

let environment: FakeEnvironment;
let server: MockServer;
let paths: string[];
let system: SystemClient;
let ada: UserDetails;
let device: Device;

const fetch: typeof globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  paths.push(new URL(request.url).pathname);
  return server.fetch(request);
};

const tokenRequests = (): number => paths.filter((path) => path.endsWith('/oauth2/token')).length;

describe('the system client', () => {
  beforeEach(async () => {
    environment = fakeEnvironment();
    server = createMockServer({ world: environment });
    paths = [];
    device = new Device(origin);
    system = createSystemClient({ issuer, poolId: 'customers', fetch, ...backoffice });
    ada = (await system.userByKey({ identifier: 'ada@example.com' })).user;
  });

  async function enrol(): Promise<string> {
    const begun = await system.createBegin(ada.id, 'usernameless-webauthn');
    await system.createComplete(ada.id, 'usernameless-webauthn', device.create(begun.publicKey));
    const { user } = await system.user(ada.id);
    return user.credentials?.find(({ type }) => type === 'webauthn')?.id ?? assert.fail('no passkey');
  }

  async function codeFor(address: string): Promise<string> {
    const { messages } = (await (await server.request(`${origin}/_mock/outbox`)).json()) as {
      messages: { address: string; code: string }[];
    };
    return messages.findLast((message) => message.address === address)?.code ?? assert.fail('no message');
  }

  test('a backend gets a token by client credentials, and one serves many calls', async () => {
    await Promise.all([system.user(ada.id), system.user(ada.id)]);
    assert.equal(tokenRequests(), 1);
    assert.equal(paths[0], '/acme/system/oauth2/token');
  });

  test('a token that the server no longer takes is renewed, and the call made again', async () => {
    environment.advance(2 * 3600);
    assert.equal((await system.user(ada.id)).user.id, ada.id);
    assert.equal(tokenRequests(), 2);
  });

  test('a wrong secret is told as a mistake of the configuration, once and without the secret', async () => {
    const wrong = { clientId: 'backoffice', clientSecret: 'a-wrong-secret' };
    const client = createSystemClient({ issuer, poolId: 'customers', fetch, ...wrong });
    paths.length = 0;
    await assert.rejects(client.user(ada.id), (error) => {
      assert.ok(isPasskeyError(error) && error.code === 'configuration');
      return !inspect(error, { depth: 9 }).includes(wrong.clientSecret);
    });
    assert.equal(tokenRequests(), 1);
  });

  test('an accessToken serves in place of a secret', async () => {
    const body = JSON.stringify({ workspace: 'system', client: 'backoffice', scope: 'identity' });
    const headers = { 'Content-Type': 'application/json' };
    const minted = await server.request(`${origin}/_mock/tokens`, { method: 'POST', headers, body });
    const { access_token: token } = (await minted.json()) as { access_token: string };
    const client = createSystemClient({ issuer, poolId: 'customers', fetch, accessToken: () => token });
    assert.equal((await client.user(ada.id)).user.id, ada.id);
  });

  test('a helpdesk enrols, names and removes a passkey, the last one too', async () => {
    const id = await enrol();
    const directory = systemDirectory(system, ada.id);
    await directory.rename(id, 'Key of the counter');
    const list = await directory.list();
    assert.deepEqual(
      list.passkeys.map(({ name, mode }) => [name, mode]),
      [['Key of the counter', 'smart']],
    );
    assert.equal(list.mayRemoveLast, true);
    assert.equal(list.userName, 'ada@example.com');
    await directory.remove(id);
    assert.deepEqual((await directory.list()).passkeys, []);
  });

  test('a mode that is none is a mistake of the configuration, and does not stand for Classic', () => {
    const mode = 'Smart' as 'smart';
    assert.throws(() => systemDirectory(system, ada.id, { mode }), { code: 'configuration' });
  });

  test('a list says which passkeys work only where the mode is given', async () => {
    await enrol();
    const worksNow = async (mode: 'auto' | 'smart' | 'classic') =>
      (await systemDirectory(system, ada.id, { mode }).list()).passkeys[0]?.worksNow;
    assert.deepEqual(
      [await worksNow('auto'), await worksNow('smart'), await worksNow('classic')],
      [undefined, true, false],
    );
  });

  test('a write with an outdated ETag is a conflict and changes nothing', async () => {
    const { etag } = await system.user(ada.id);
    const id = await enrol();
    assert.ok(etag);
    await assert.rejects(system.remove(ada.id, id, { ifMatch: etag }), { code: 'conflict', status: 412 });
    const fresh = await system.user(ada.id);
    await system.remove(ada.id, id, { ifMatch: fresh.etag ?? '' });
  });

  test('an unknown user and an unknown passkey are not found', async () => {
    await assert.rejects(system.user('nobody'), { code: 'not_found', status: 404 });
    await assert.rejects(system.rename(ada.id, 'nothing', 'x'), { code: 'not_found' });
  });

  test('a code and the record of a browser add a Classic passkey', async () => {
    const begun = await system.createBegin(ada.id, 'webauthn');
    const record = await toCredentialRecord(device.create(begun.publicKey));
    const address = 'ada@example.com';
    await system.requestCode({ address }, { codeType: 'code' });
    await system.completeCode({ code: await codeFor(address), new_web_authn: record, address });
    const { passkeys } = await systemDirectory(system, ada.id).list();
    assert.deepEqual(
      passkeys.map(({ credentialId, mode }) => [credentialId, mode]),
      [[record.id.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), 'classic']],
    );
  });

  test('a code is asked for whether or not the address exists; a wrong one is one answer', async () => {
    await system.requestCode({ address: 'nobody@example.com' });
    const begun = await system.createBegin(ada.id, 'webauthn');
    const record = await toCredentialRecord(device.create(begun.publicKey));
    const attempt = { code: '000000', new_web_authn: record, address: 'ada@example.com' };
    await assert.rejects(system.completeCode(attempt), { code: 'wrong_code', status: 401 });
  });

  test('a vanity domain of one workspace needs its token endpoint', () => {
    const config = { issuer: 'https://login.acme.com', poolId: 'customers', ...backoffice };
    assert.throws(() => createSystemClient(config), { code: 'configuration', message: /tokenEndpoint/ });
    createSystemClient({ ...config, tokenEndpoint: 'https://acme.example/system/oauth2/token' });
  });

  test('leaving ends a call', async () => {
    await assert.rejects(system.user(ada.id, { signal: AbortSignal.abort() }), { code: 'aborted' });
  });
});
