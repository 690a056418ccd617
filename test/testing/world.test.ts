/** The test kit against the real mock server: a value, and at a URL. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, describe, it } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { startMockServer } from '../../mock-server/hosts/node.ts';
import type { CredentialAssertion, CredentialCreation } from '../../src/api/contract.ts';
import { openWorld, seedPasskey, SoftwareAuthenticator, type World } from '../../src/testing.ts';

const origin = 'http://localhost';
const login = '/acme/identity/customers/login';
const self = '/acme/shop/identity/v2/self';

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;
}

async function post(world: World, path: string, body?: unknown, token = ''): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const reply = await world.fetch(origin + path, { method: 'POST', headers, ...content });
  const read = (await reply.json()) as { readonly error_code?: string };
  return { status: reply.status, code: read.error_code, body: read };
}

const smartBegin = (world: World) =>
  post(world, `${login}/usernameless-webauthn/begin`, { workspace_id: 'shop' });

async function signIn(world: World, authenticator: SoftwareAuthenticator): Promise<Answer> {
  const { publicKey } = (await smartBegin(world)).body as CredentialAssertion;
  return post(world, `${login}/usernameless-webauthn/complete`, await authenticator.get(publicKey));
}

const password = (world: World) =>
  post(world, `${login}/password`, {
    workspace_id: 'shop',
    identifier: 'ada@example.com',
    password: 'analytical engine',
  });

describe('a world of the test kit', () => {
  let world: World;
  let authenticator: SoftwareAuthenticator;
  const server = createMockServer();

  before(async () => {
    world = await openWorld(server);
    authenticator = new SoftwareAuthenticator(origin);
  });

  it('signs a person in with a passkey that was seeded, and no other world knows it', async () => {
    await seedPasskey(world, authenticator, 'ada@example.com', { name: 'My laptop' });
    assert.equal((await signIn(world, authenticator)).status, 200);
    const other = await openWorld(server);
    assert.equal((await signIn(other, authenticator)).status, 404);
    await other.end();
    await assert.rejects(other.reset(), /no world/);
  });

  it('keeps the other identifiers of a person who gets a passkey', async () => {
    await world.seed({ users: [{ identifiers: ['mary@example.com', 'mary'] }] });
    const seeded = await seedPasskey(world, authenticator, 'mary');
    assert.deepEqual(seeded.identifiers, ['mary@example.com', 'mary']);
  });

  it('makes a person who is not there yet', async () => {
    const { identifiers } = await seedPasskey(world, authenticator, 'new@example.com');
    assert.deepEqual(identifiers, ['new@example.com']);
  });

  it('enrols what the software authenticator made', async () => {
    const token = await world.accessToken({ workspace: 'shop', user: 'grace@example.com' });
    const create = `${self}/usernameless-webauthn/create`;
    const { publicKey } = (await post(world, `${create}/begin`, undefined, token)).body as CredentialCreation;
    const made = await authenticator.create(publicKey);
    assert.equal((await post(world, `${create}/complete`, made, token)).status, 200);
    const again = (await post(world, `${create}/begin`, undefined, token)).body as CredentialCreation;
    await assert.rejects(authenticator.create(again.publicKey), { name: 'InvalidStateError' });
  });

  it('asks for a step-up when a token has become old', async () => {
    const create = `${self}/usernameless-webauthn/create/begin`;
    const wish = { workspace: 'shop', user: 'grace@example.com' };
    const token = await world.accessToken(wish);
    await world.advance(301);
    assert.equal((await post(world, create, undefined, token)).code, 'reauthentication_required');
    const old = await world.accessToken({ ...wish, authAge: 400 });
    assert.equal((await post(world, create, undefined, old)).code, 'reauthentication_required');
  });

  it('makes a challenge stale', async () => {
    const { publicKey } = (await smartBegin(world)).body as CredentialAssertion;
    await world.expireChallenges();
    const answer = await authenticator.get(publicKey);
    const refused = await post(world, `${login}/usernameless-webauthn/complete`, answer);
    assert.equal(refused.code, 'challenge_expired');
  });

  it('switches the mode, and off', async () => {
    await world.switchMode('shop', 'classic');
    assert.equal((await smartBegin(world)).code, 'mechanism_not_allowed');
    assert.equal((await password(world)).status, 200);
    await world.switchMode('shop', 'off');
    assert.equal((await smartBegin(world)).code, 'mechanism_not_allowed');
    await world.switchMode('shop', 'smart');
    assert.equal((await smartBegin(world)).status, 200);
  });

  it('limits how many passkeys a person may have', async () => {
    await world.limitPasskeys(1);
    const token = await world.accessToken({ workspace: 'shop', user: 'ada@example.com' });
    const begun = await post(world, `${self}/usernameless-webauthn/create/begin`, undefined, token);
    assert.equal(begun.code, 'capacity_reached');
  });

  it('fails, is slow and is away, until the faults end', async () => {
    await world.fail({ status: 429, retryAfter: 7, path: `${login}/**` });
    assert.deepEqual([(await smartBegin(world)).status, (await smartBegin(world)).status], [429, 429]);
    await world.endFaults();
    await world.slow(1);
    assert.equal((await smartBegin(world)).status, 200);
    await world.endFaults();
    await world.offline();
    await assert.rejects(smartBegin(world));
    await world.endFaults();
    assert.equal((await smartBegin(world)).status, 200);
    assert.equal((await world.calls()).at(-1)?.path, `${login}/usernameless-webauthn/begin`);
  });

  it('starts afresh', async () => {
    await world.reset();
    assert.equal((await signIn(world, authenticator)).status, 404);
  });

  it('says that no code was sent', async () => {
    await assert.rejects(world.code('ada@example.com'), /No code was sent to ada@example\.com/);
  });
});

describe('a world at a URL', () => {
  it('is entered by calls of its server, and leaves calls elsewhere alone', async (about) => {
    const server = await startMockServer();
    about.after(server.close);
    const elsewhere = createServer(({ headers }, outgoing) =>
      outgoing.end(String(headers['x-connect-world'])),
    );
    await new Promise<void>((listening) => elsewhere.listen(0, 'localhost', listening));
    about.after(() => void elsewhere.close());
    const world = await openWorld(`${server.url}/acme/shop`, {
      users: [{ identifiers: ['mary'], name: 'Mary' }],
    });
    const shown = await (await world.fetch(`${server.url}/_mock`)).text();
    assert.match(shown, /"Mary"/);
    const bare = await (await fetch(`${server.url}/_mock`)).text();
    assert.doesNotMatch(bare, /"Mary"/);
    const { port } = elsewhere.address() as AddressInfo;
    assert.equal(await (await world.fetch(`http://localhost:${port}/`)).text(), 'undefined');
  });
});
