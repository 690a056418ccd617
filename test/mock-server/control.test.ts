import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Calls, claimsOf, errorCode, origin, Person, pool, self } from './calls.ts';

const begin = `${pool}/login/usernameless-webauthn/begin`;
const inShop = { body: { workspace_id: 'shop' } };

test('reset brings everything back to the start', async () => {
  const calls = new Calls();
  const before = (await calls.call('GET', '/_mock')).body as { users: { id: string }[] };
  await new Person(calls).enrol();
  await calls.call('POST', '/_mock/clock', { body: { advance_seconds: 60 } });
  await calls.call('POST', '/_mock/scenario', { body: { effect: 'fail', times: 3 } });
  const reset = await calls.call('POST', '/_mock/reset');
  assert.equal(reset.status, 204);
  assert.equal(reset.headers.get('Date'), 'Mon, 05 Jan 2026 09:00:00 GMT');
  const after = (await calls.call('GET', '/_mock')).body as typeof before;
  const withoutIds = ({ users, ...world }: typeof before) => ({
    ...world,
    users: users.map((user) => ({ ...user, id: '' })),
  });
  assert.deepEqual(withoutIds(after), withoutIds(before));
});

test('the clock of the server can be moved ahead, and tokens grow old by it', async () => {
  const calls = new Calls();
  const token = await calls.userToken();
  const moved = await calls.call('POST', '/_mock/clock', { body: { advance_seconds: 301 } });
  assert.deepEqual(moved.body, { now: '2026-01-05T09:05:01.000Z' });
  assert.equal(moved.headers.get('Date'), 'Mon, 05 Jan 2026 09:05:01 GMT');
  const path = `${self('shop')}/usernameless-webauthn/create/begin`;
  assert.equal(errorCode(await calls.call('POST', path, { token })), 'reauthentication_required');
});

for (const advance_seconds of [-1, 'x', null, 1e12]) {
  test(`the clock is not moved by ${String(advance_seconds)}`, async () => {
    const answer = await new Calls().call('POST', '/_mock/clock', { body: { advance_seconds } });
    assert.equal(errorCode(answer), 'invalid_request');
  });
}

test('a token is minted as asked', async () => {
  const calls = new Calls();
  const claims = claimsOf(await calls.userToken('portal', { scope: 'a b', auth_age_seconds: 400 }));
  const now = calls.world.now() / 1000;
  assert.equal(claims['iss'], `${origin}/acme/portal`);
  assert.equal(claims['aud'], `${origin}/acme/portal/identity`);
  assert.deepEqual([claims['scp'], claims['auth_time'], claims['exp']], [['a', 'b'], now - 400, now + 3600]);
  const backend = claimsOf(await calls.backendToken());
  assert.deepEqual([backend['sub'], backend['auth_time']], ['backoffice', undefined]);
});

for (const body of [
  {},
  { workspace: 'shop' },
  { workspace: 'nowhere', user: 'ada@example.com' },
  { workspace: 'shop', user: 'nobody@example.com' },
  { workspace: 'system', client: 'nobody' },
  { workspace: 'shop', user: 'ada@example.com', auth_age_seconds: 'x' },
]) {
  test(`no token is minted for ${JSON.stringify(body)}`, async () => {
    const answer = await new Calls().call('POST', '/_mock/tokens', { body });
    assert.ok(answer.status === 400 || answer.status === 404);
  });
}

test('planned failures meet the calls that match, as often as planned', async () => {
  const calls = new Calls();
  const plan = { method: 'post', path: '/acme/identity/*/login/**', times: 2, effect: 'fail', status: 503 };
  await calls.call('POST', '/_mock/scenario', { body: { ...plan, error_code: 'down', retry_after: 7 } });
  assert.equal((await calls.call('GET', '/acme/shop/.well-known/jwks.json')).status, 200);
  for (let count = 0; count < 2; count += 1) {
    const reply = await calls.server.request(origin + begin, { method: 'POST' });
    assert.equal(reply.status, 503);
    assert.equal(reply.headers.get('Retry-After'), '7');
    assert.equal(((await reply.json()) as { error_code: string }).error_code, 'down');
  }
  assert.equal((await calls.call('POST', begin, inShop)).status, 200);
});

test('a rehearsal ends when it is told to', async () => {
  const calls = new Calls();
  await calls.call('POST', '/_mock/scenario', { body: { effect: 'fail', times: 3 } });
  assert.equal((await calls.call('DELETE', '/_mock/scenario')).status, 204);
  assert.equal((await calls.call('POST', begin, inShop)).status, 200);
});

test('a planned delay answers when its time has come', async () => {
  const calls = new Calls();
  await calls.call('POST', '/_mock/scenario', { body: { effect: 'delay', milliseconds: 3000 } });
  let answered = false;
  const slow = calls.call('POST', begin, inShop).then(({ status, headers }) => {
    answered = true;
    return [status, headers.get('Date')];
  });
  assert.equal((await calls.call('POST', begin, inShop)).status, 200);
  assert.equal(answered, false);
  calls.world.advance(3);
  assert.deepEqual(await slow, [200, 'Mon, 05 Jan 2026 09:00:03 GMT']);
});

test('a planned truncation cuts the answer off', async () => {
  const calls = new Calls();
  await calls.call('POST', '/_mock/scenario', { body: { effect: 'truncate', bytes: 12 } });
  const reply = await calls.server.request(origin + begin, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(inShop.body),
  });
  assert.equal(await reply.text(), '{"publicKey"');
});

test('a planned drop loses the call, or only its answer', async () => {
  for (const [when, made] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    const calls = new Calls();
    const ada = new Person(calls);
    const body = JSON.stringify(ada.create(await ada.beginEnrolment()));
    const token = await calls.userToken();
    await calls.call('POST', '/_mock/scenario', { body: { path: '**/complete', effect: 'drop', when } });
    const path = `${self('shop')}/usernameless-webauthn/create/complete`;
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const reply = await calls.server.request(origin + path, { method: 'POST', headers, body });
    await assert.rejects(reply.text(), /dropped/);
    assert.equal((await calls.passkeys()).length, made);
  }
});

for (const body of [
  {},
  { effect: 'explode' },
  { effect: 'fail', status: 200 },
  { effect: 'fail', status: 600 },
  { effect: 'delay', milliseconds: -1 },
  { effect: 'delay', milliseconds: 2 ** 31 },
  { effect: 'drop', when: 'later' },
  { effect: 'fail', times: 0 },
  { effect: 'fail', path: 7 },
]) {
  test(`a scenario of ${JSON.stringify(body)} is refused`, async () => {
    const answer = await new Calls().call('POST', '/_mock/scenario', { body });
    assert.equal(errorCode(answer), 'invalid_request');
  });
}

test('recent calls are listed with the reason that the answer must not tell, and without secrets', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  await ada.enrol('portal');
  const genuine = ada.get((await ada.beginSignIn('portal')).body as Parameters<Person['get']>[0]);
  await ada.completeSignIn({ ...genuine, response: { ...genuine.response, signature: 'AAAA' } }, 'portal');
  const { requests } = (await calls.call('GET', '/_mock/requests')).body as { requests: object[] };
  const last = requests.at(-1) as { status: number; path: string; error_code: string; reason: string };
  assert.deepEqual(
    [last.status, last.path, last.error_code],
    [401, `${pool}/login/webauthn/complete`, 'verification_failed'],
  );
  assert.match(last.reason, /signature/i);
  assert.doesNotMatch(JSON.stringify(requests), /eyJ[\w-]+\.eyJ|analytical/);
});

test('recent calls quote nothing of a body that is not JSON: it may be a password', async () => {
  const calls = new Calls();
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: 'analytical engine' };
  await calls.server.request(`${origin}${pool}/login/password`, init);
  const { requests } = (await calls.call('GET', '/_mock/requests')).body as { requests: object[] };
  assert.deepEqual((requests.at(-1) as { reason: string }).reason, 'The body is not JSON.');
});

test('recent calls tell why a call was refused, whatever it was refused for', async () => {
  const calls = new Calls();
  const token = await calls.userToken();
  await calls.call('POST', `${self('shop')}/usernameless-webauthn/create/complete`, { token, body: {} });
  await calls.call('POST', '/acme/shop/oauth2/token');
  const { requests } = (await calls.call('GET', '/_mock/requests')).body as {
    requests: { error_code?: string; reason?: string }[];
  };
  assert.deepEqual(
    requests.map(({ error_code, reason }) => [error_code, reason]),
    [
      ['invalid_request', 'Expected id to be a string.'],
      ['invalid_request', 'The body must be application/x-www-form-urlencoded.'],
    ],
  );
});

test('recent calls tell what the authenticator was asked and what it answered', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  await ada.enrol('portal');
  const { requests } = (await calls.call('GET', '/_mock/requests')).body as { requests: object[] };
  const [begin, complete] = requests.filter((call) => 'options' in call || 'credential' in call) as [
    { options: CredentialCreation },
    { credential: { response: { clientDataJSON: string } } },
  ];
  const clientData = JSON.parse(atob(complete.credential.response.clientDataJSON)) as { challenge: string };
  assert.equal(clientData.challenge, begin.options.publicKey.challenge);
});

test('recent calls leave out what is nested too deep to be written again', async () => {
  const calls = new Calls();
  const token = await calls.userToken();
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: `{"id":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
  };
  const path = `${self('shop')}/usernameless-webauthn/create/complete`;
  assert.equal((await calls.server.request(origin + path, init)).status, 400);
  const { status, body } = await calls.call('GET', '/_mock/requests');
  assert.equal(status, 200);
  assert.equal('credential' in ((body as { requests: object[] }).requests.at(-1) ?? {}), false);
});

test('recent calls can be watched as they come', async () => {
  const calls = new Calls();
  const headers = { Accept: 'text/event-stream' };
  const stream = await calls.server.request(`${origin}/_mock/requests`, { headers });
  assert.match(stream.headers.get('Content-Type') ?? '', /^text\/event-stream/);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await calls.call('POST', begin, inShop);
  const first = await reader?.read();
  assert.match(first?.value ?? '', /^data: \{"at":.*"status":200/);
  await reader?.cancel();
});
