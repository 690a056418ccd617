/** People, workspaces, pools and clients of one's own, at the start and while the server runs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockServer, isServerPath, type Seed } from '../../mock-server/app.ts';
import { memoryStorage } from '../../mock-server/store/storage.ts';
import { Calls, errorCode, origin } from './calls.ts';
import { bank, fitsSchema } from './seeds.ts';

interface Shown {
  readonly tenant: { readonly id: string };
  readonly workspaces: readonly { readonly id: string; readonly authentication_mechanisms: string[] }[];
  readonly pools: readonly { readonly id: string; readonly limits: object }[];
  readonly users: readonly { readonly name: string; readonly identifiers: string[]; readonly passkeys: [] }[];
  readonly clients: readonly { readonly id: string }[];
}

const shown = async (calls: Calls) => (await calls.call('GET', '/_mock')).body as Shown;

async function signIn(calls: Calls, tenant: string, pool: string, workspace: string, password: string) {
  const body = { workspace_id: workspace, identifier: 'mary@globex.example', password };
  const url = `${origin}/${tenant}/identity/${pool}/login/password`;
  const headers = { 'Content-Type': 'application/json' };
  return calls.server.request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('a server starts with the lists of its seed in place of the usual ones', async () => {
  const calls = new Calls({ seed: bank });
  const world = await shown(calls);
  assert.equal(world.tenant.id, 'globex');
  assert.deepEqual(
    world.workspaces.map(({ id }) => id),
    ['bank', 'system'],
  );
  assert.deepEqual(world.pools[0]?.limits, { max_credentials: 100, webauthn_credentials: 2 });
  assert.deepEqual(
    world.users.map(({ name }) => name),
    ['Mary Smith'],
  );
  assert.deepEqual(
    world.clients.map(({ id }) => id),
    ['first-party', 'app'],
  );
});

test('a seeded person signs in with the password, in the seeded workspace, and nowhere else', async () => {
  const calls = new Calls({ seed: bank });
  assert.equal((await signIn(calls, 'globex', 'clients', 'bank', 'grey thread')).status, 200);
  assert.equal((await signIn(calls, 'globex', 'clients', 'bank', 'wrong')).status, 401);
  assert.equal((await signIn(calls, 'acme', 'clients', 'bank', 'grey thread')).status, 404);
});

test('lists that a seed leaves out are the usual ones, and fit to those that it has', async () => {
  const calls = new Calls({ seed: { workspaces: [{ id: 'club' }] } });
  const world = await shown(calls);
  assert.deepEqual(
    world.users.map(({ name }) => name),
    ['Ada', 'Grace'],
  );
  const body = { workspace_id: 'club', identifier: 'ada@example.com', password: 'analytical engine' };
  const signedIn = await calls.call('POST', '/acme/identity/customers/login/password', { body });
  assert.equal(signedIn.status, 200);
});

test('a host knows the paths of a seeded tenant', () => {
  assert.ok(isServerPath('/globex/bank', 'standard', bank));
  assert.ok(isServerPath('/bank/oauth2/token', 'tenant-domain', bank));
  assert.ok(!isServerPath('/acme/shop', 'standard', bank));
  assert.ok(!isServerPath('/shop', 'tenant-domain', bank));
});

test('reset goes back to the seed', async () => {
  const calls = new Calls({ seed: bank });
  await calls.call('POST', '/_mock/seed', { body: { users: [{ identifiers: ['other'] }] } });
  assert.equal((await shown(calls)).users.length, 2);
  await calls.call('POST', '/_mock/reset');
  assert.equal((await shown(calls)).users.length, 1);
});

test('while the server runs, a seed adds people and changes those that it names again', async () => {
  const calls = new Calls();
  const first = { users: [{ identifiers: ['mary@globex.example'], name: 'Mary', password: 'grey thread' }] };
  const made = (await calls.call('POST', '/_mock/seed', { body: first })).body as {
    users: { id: string; user_handle: string }[];
  };
  assert.match(made.users[0]?.user_handle ?? '', /^[\w-]{43}$/);
  const second = { users: [{ identifiers: ['mary@globex.example', 'mary'], password: 'new thread' }] };
  const again = (await calls.call('POST', '/_mock/seed', { body: second })).body as typeof made;
  assert.equal(again.users[0]?.id, made.users[0]?.id);
  assert.equal((await signIn(calls, 'acme', 'customers', 'shop', 'new thread')).status, 200);
  assert.deepEqual((await shown(calls)).users.at(-1)?.identifiers, ['mary@globex.example', 'mary']);
});

test('a workspace is switched to the other mode by one line', async () => {
  const calls = new Calls();
  const workspaces = [{ id: 'shop', authentication_mechanisms: ['webauthn'] }];
  await calls.call('POST', '/_mock/seed', { body: { workspaces } });
  const [shop, portal] = (await shown(calls)).workspaces;
  assert.deepEqual(shop?.authentication_mechanisms, ['webauthn']);
  assert.deepEqual(portal?.authentication_mechanisms, ['password', 'webauthn']);
});

const wrong: readonly [string, unknown, RegExp][] = [
  ['no object', [], /seed is wrong: it must be an object/],
  ['a list that is none', { users: {} }, /users must be a list/],
  ['a misspelt member', { users: [{ identifers: [] }] }, /users\[0\]\.identif/],
  ['a person without a name to sign in by', { users: [{ identifiers: [] }] }, /users\[0\]\.identifiers must/],
  ['an ID that no path can have', { pools: [{ id: 'a/b' }] }, /pools\[0\]\.id must be/],
  ['two of one ID', { pools: [{ id: 'a' }, { id: 'a' }] }, /pools\[1\]\.id is there twice/],
  [
    'a mechanism that is none',
    { workspaces: [{ id: 'a', authentication_mechanisms: ['magic'] }] },
    /workspaces\[0\]\.authentication_mechanisms/,
  ],
  [
    'a limit out of range',
    { pools: [{ id: 'a', limits: { webauthn_credentials: 0 } }] },
    /pools\[0\]\.limits\.webauthn_credentials/,
  ],
];

for (const [name, seed, expected] of wrong) {
  test(`${name} is refused by its path, by the server and by the schema for editors`, async () => {
    assert.throws(() => createMockServer({ seed: seed as Seed }), expected);
    if (name !== 'two of one ID') assert.equal(fitsSchema(seed), false);
    if (Array.isArray(seed)) return;
    const calls = new Calls();
    assert.equal(errorCode(await calls.call('POST', '/_mock/seed', { body: seed })), 'invalid_request');
  });
}

const unfit: readonly [string, Seed, RegExp][] = [
  [
    'a pool that is not there',
    { workspaces: [{ id: 'a', pools: ['b'] }] },
    /workspaces\[0\]\.pools\[0\].*customers/,
  ],
  [
    'both modes',
    { workspaces: [{ id: 'a', authentication_mechanisms: ['webauthn', 'usernameless_webauthn'] }] },
    /workspaces\[0\]\.authentication_mechanisms/,
  ],
  [
    'an RP ID that no browser takes',
    { pools: [{ id: 'a', webauthn_settings: { rp_id: 'co.uk' } }] },
    /pools\[0\]\.webauthn_settings\.rp_id/,
  ],
  [
    'two people of one name',
    {
      users: [
        { id: 'a', identifiers: ['x'] },
        { id: 'b', identifiers: ['X'] },
      ],
    },
    /users\[1\]\.identifiers\[0\]/,
  ],
  [
    'a key that is none',
    { users: [{ identifiers: ['x'], passkeys: [{ credential_id: 'AAAA', public_key: 'AAAA' }] }] },
    /users\[0\]\.passkeys\[0\]/,
  ],
  [
    'a workspace that is not there',
    { clients: [{ client_id: 'a', workspaces: ['b'] }] },
    /clients\[0\]\.workspaces\[0\]/,
  ],
];

for (const [name, seed, expected] of unfit) {
  test(`${name} is refused by its path, before the first call, and changes nothing`, async () => {
    await assert.rejects(createMockServer({ seed }).open(), expected);
    const calls = new Calls();
    const before = await shown(calls);
    const refused = await calls.call('POST', '/_mock/seed', { body: seed });
    assert.equal(refused.status, 422);
    assert.match((refused.body as { error: string }).error, expected);
    assert.deepEqual(await shown(calls), before);
  });
}

test('a running server keeps its tenant', async () => {
  const refused = await new Calls().call('POST', '/_mock/seed', { body: { tenant: { id: 'globex' } } });
  assert.match((refused.body as { error: string }).error, /tenant\.id must be acme/);
});

test('a kept state of another tenant is named, before the first call', async () => {
  const storage = memoryStorage();
  const server = createMockServer({ storage });
  await server.request('/_mock/reset', { method: 'POST' });
  await assert.rejects(createMockServer({ storage, seed: bank }).open(), /tenant acme.*globex/);
});
