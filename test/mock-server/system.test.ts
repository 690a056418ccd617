import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreateCompleteReply, CredentialCreation, UserDetails } from '../../src/api/contract.ts';
import { type Answer, Calls, errorCode, familyOf, Person, self, system } from './calls.ts';

async function details(calls: Calls, identifier = 'ada@example.com'): Promise<UserDetails> {
  const token = await calls.backendToken();
  const answer = await calls.call('POST', `${system}/users/by_key`, { token, body: { identifier } });
  return answer.body as UserDetails;
}

const passkeysOf = ({ credentials }: UserDetails) =>
  (credentials ?? []).filter(({ type }) => type === 'webauthn');

async function enrolFor(calls: Calls, workspace: string, admin = new Person(calls)): Promise<Answer> {
  const token = await calls.backendToken();
  const { id } = await details(calls);
  const path = `${system}/users/${id}/${familyOf(workspace)}/create`;
  const begun = await calls.call('POST', `${path}/begin`, { token });
  const body = admin.create(begun.body as CredentialCreation);
  return calls.call('POST', `${path}/complete`, { token, body });
}

const routes = [
  ['GET', '/users/x'],
  ['POST', '/users/by_key'],
  ['POST', '/users/x/webauthn/create/begin'],
  ['POST', '/users/x/webauthn/create/complete'],
  ['POST', '/users/x/usernameless-webauthn/create/begin'],
  ['POST', '/users/x/usernameless-webauthn/create/complete'],
  ['PUT', '/users/x/webauthn/y/name'],
  ['DELETE', '/users/x/webauthn/y'],
  ['POST', '/user/webauthn/add/request'],
  ['POST', '/user/webauthn/add/complete'],
] as const;

for (const [method, path] of routes) {
  test(`${method} ${path} needs the token of a backend and the scope identity`, async () => {
    const calls = new Calls();
    const body = method === 'GET' ? {} : { body: {} };
    const ask = (token?: string) =>
      calls.call(method, system + path, { ...body, ...(token === undefined ? {} : { token }) });
    assert.equal(errorCode(await ask()), 'unauthorized');
    assert.equal(errorCode(await ask(await calls.userToken('shop', { scope: 'identity' }))), 'unauthorized');
    assert.equal(
      errorCode(await ask(await calls.backendToken('manage_configuration'))),
      'insufficient_scope',
    );
  });
}

test('a user is found by identifier or by address, one of the two', async () => {
  const calls = new Calls();
  const token = await calls.backendToken();
  const find = (body: unknown) => calls.call('POST', `${system}/users/by_key`, { token, body });
  const found = await find({ address: 'ADA@example.com' });
  const { id } = found.body as UserDetails;
  const user = await calls.call('GET', `${system}/users/${id}`, { token });
  assert.deepEqual(user.body, found.body);
  assert.ok(user.headers.get('ETag'));
  assert.equal(errorCode(await find({})), 'invalid_request');
  assert.equal(
    errorCode(await find({ identifier: 'ada@example.com', address: 'ada@example.com' })),
    'invalid_request',
  );
  assert.equal(errorCode(await find({ identifier: 'nobody@example.com' })), 'not_found');
  assert.equal((await calls.call('GET', `${system}/users/toString`, { token })).status, 404);
});

test('an admin enrols for a user in both families; only Smart credentials have a discoverable_id', async () => {
  const calls = new Calls();
  const smart = await enrolFor(calls, 'shop');
  assert.equal((smart.body as CreateCompleteReply).credentials.length, 1);
  assert.equal((await enrolFor(calls, 'portal')).status, 200);
  const [first, second] = passkeysOf(await details(calls));
  assert.ok(first?.discoverable_id);
  assert.equal(second?.discoverable_id, '');
  assert.equal(second.tenant_id, 'acme');
});

test('a family is open to backends while one workspace of the pool has it active', async () => {
  const calls = new Calls();
  const token = await calls.backendToken();
  const body = { authentication_mechanisms: ['password'] };
  await calls.call('PUT', '/api/admin/acme/servers/portal', { token, body });
  const { id } = await details(calls);
  const begin = (family: string) =>
    calls.call('POST', `${system}/users/${id}/${family}/create/begin`, { token });
  assert.equal(errorCode(await begin('webauthn')), 'mechanism_not_allowed');
  assert.equal((await begin('usernameless-webauthn')).status, 200);
});

test('a backend cannot complete what a person began, nor the reverse', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  const token = await calls.backendToken();
  const { id } = await details(calls);
  const path = `${system}/users/${id}/usernameless-webauthn/create`;
  const own = ada.create(await ada.beginEnrolment());
  assert.equal(
    errorCode(await calls.call('POST', `${path}/complete`, { token, body: own })),
    'challenge_expired',
  );
  const begun = await calls.call('POST', `${path}/begin`, { token });
  const foreign = new Person(calls).create(begun.body as CredentialCreation);
  assert.equal(errorCode(await ada.completeEnrolment(foreign)), 'challenge_expired');
});

test('an admin names a passkey and removes even the last one', async () => {
  const calls = new Calls();
  await enrolFor(calls, 'shop');
  const token = await calls.backendToken();
  const user = await details(calls);
  const path = `${system}/users/${user.id}/webauthn/${passkeysOf(user)[0]?.id ?? ''}`;
  assert.equal((await calls.call('PUT', `${path}/name`, { token, body: { name: 'Desk key' } })).status, 204);
  assert.equal(passkeysOf(await details(calls))[0]?.name, 'Desk key');
  assert.equal((await calls.call('DELETE', path, { token })).status, 204);
  assert.deepEqual(passkeysOf(await details(calls)), []);
  assert.equal((await calls.call('DELETE', path, { token })).status, 404);
});

test("a passkey is looked for among the named user's own", async () => {
  const calls = new Calls();
  await enrolFor(calls, 'shop');
  const token = await calls.backendToken();
  const [passkey] = passkeysOf(await details(calls));
  const grace = await details(calls, 'grace@example.com');
  const path = `${system}/users/${grace.id}/webauthn/${passkey?.id ?? ''}`;
  assert.equal((await calls.call('DELETE', path, { token })).status, 404);
  assert.equal(passkeysOf(await details(calls)).length, 1);
});

test('a write of a backend that is made up from an older state is refused', async () => {
  const calls = new Calls();
  await enrolFor(calls, 'shop');
  const token = await calls.backendToken();
  const user = await details(calls);
  const before = await calls.call('GET', `${system}/users/${user.id}`, { token });
  await new Person(calls).enrol();
  const headers = { 'If-Match': before.headers.get('ETag') ?? '' };
  const path = `${system}/users/${user.id}/webauthn/${passkeysOf(user)[0]?.id ?? ''}`;
  assert.equal((await calls.call('DELETE', path, { token, headers })).status, 412);
});

for (const id of ['a%2Fb', '%2e%2e', '%00', '%252F', 'x'.repeat(10_000), '%E0%A4%A']) {
  test(`a credential ID of ${id.slice(0, 10)} is not found`, async () => {
    const calls = new Calls();
    const token = await calls.userToken();
    assert.equal((await calls.call('DELETE', `${self('shop')}/webauthn/${id}`, { token })).status, 404);
  });
}
