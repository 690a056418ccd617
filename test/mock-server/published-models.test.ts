import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserDetails } from '../../src/api/contract.ts';
import { createSigningKey } from '../../mock-server/oauth/keys.ts';
import { memoryStorage } from '../../mock-server/app.ts';
import { addUser } from '../../mock-server/store/lookup.ts';
import { seedState } from '../../mock-server/store/seed.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';
import { Calls, errorCode, Person, self, system } from './calls.ts';

const at = '2026-01-05T09:00:00.000Z';

async function details(calls: Calls): Promise<UserDetails> {
  const token = await calls.backendToken();
  const body = { identifier: 'ada@example.com' };
  return (await calls.call('POST', `${system}/users/by_key`, { token, body })).body as UserDetails;
}

test('the profile has the published members, and states of the published ones', async () => {
  const calls = new Calls();
  await new Person(calls).enrol();
  const me = await calls.me();
  assert.deepEqual(me.identifiers, [{ identifier: 'ada@example.com', type: 'email', created_at: at }]);
  assert.deepEqual(
    me.credentials?.map(({ type, state }) => [type, state]),
    [
      ['password', 'valid'],
      ['webauthn', 'valid'],
    ],
  );
  assert.deepEqual(me.payload, { name: 'Ada' });
  const address = { address: 'ada@example.com', type: 'email', status: 'active', verified: true };
  assert.deepEqual(me.verifiable_addresses, [{ ...address, created_at: at, updated_at: at }]);
});

test('identifiers, addresses and credentials of a user name their tenant, pool and user', async () => {
  const calls = new Calls();
  await new Person(calls).enrol();
  const user = await details(calls);
  const owner = { tenant_id: 'acme', user_pool_id: 'customers', user_id: user.id };
  const times = { created_at: at, updated_at: at };
  assert.deepEqual(user.identifiers, [
    { ...owner, ...times, identifier: 'ada@example.com', identifier_lc: 'ada@example.com', type: 'email' },
  ]);
  const address = { address: 'ada@example.com', address_lc: 'ada@example.com', type: 'email' };
  assert.deepEqual(user.verifiable_addresses, [
    { ...owner, ...times, ...address, status: 'active', verified: true },
  ]);
  for (const credential of user.credentials ?? []) {
    assert.deepEqual({ ...credential, ...owner }, credential);
    assert.ok(credential.payload !== undefined && credential.created_at === at);
  }
});

test('a read that was made up from an older state is refused', async () => {
  const calls = new Calls();
  const [user, backend] = [await calls.userToken(), await calls.backendToken()];
  const { id } = await details(calls);
  const old = (await calls.call('GET', `${self('shop')}/me`, { token: user })).headers.get('ETag') ?? '';
  const headers = { 'If-Match': old };
  const reads = [
    () => calls.call('GET', `${self('shop')}/me`, { token: user, headers }),
    () => calls.call('GET', `${system}/users/${id}`, { token: backend, headers }),
  ];
  for (const read of reads) assert.equal((await read()).status, 200);
  await new Person(calls).enrol();
  for (const read of reads) {
    const late = await read();
    assert.deepEqual([late.status, errorCode(late)], [412, 'precondition_failed']);
  }
});

test('a person is named by the first identifier of their own, never by one of another system', async () => {
  const world = fakeEnvironment();
  const state = await seedState(world, await createSigningKey());
  const [ada] = Object.values(state.users);
  assert.ok(ada);
  ada.identifiers = ['google|1139', 'crm@legacy', '+4791234567', 'ada', 'ada@example.com'];
  ada.identifierTypes = { 'google|1139': 'federated', 'crm@legacy': 'external' };
  addUser(state, ada);
  const calls = new Calls({ world, storage: memoryStorage(state) });
  const types = (await calls.me()).identifiers?.map(({ type }) => type);
  assert.deepEqual(types, ['federated', 'external', 'mobile', 'uid', 'email']);
  const named = async () => (await new Person(calls).beginEnrolment()).publicKey.user.name;
  assert.equal(await named(), 'ada@example.com');
});

for (const [method, path] of [
  ['PUT', `${self('shop')}/me`],
  ['POST', `${self('shop')}/totp/enroll/begin`],
  ['POST', `${system}/users`],
  ['POST', `${system}/user/activation/start`],
  ['DELETE', `${system}/users/x/mfa-session/sms`],
] as const) {
  test(`${method} ${path} is published and not served, which its refusal states`, async () => {
    const calls = new Calls();
    const answer = await calls.call(method, path, { token: await calls.backendToken() });
    assert.deepEqual([answer.status, errorCode(answer)], [404, 'not_found']);
    assert.match((answer.body as { error: string }).error, /^The mock server does not have this call/);
  });
}
