import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedToken } from '../../src/api/bearer-token.ts';
import type { PasskeyError } from '../../src/errors.ts';
import { at, json, read, server, write } from './answers.ts';

test('the token is read at each call and sent only where it is asked for', async () => {
  const { requests, fetch } = server(json({}));
  let calls = 0;
  const http = at(fetch, { accessToken: () => `token-${(calls += 1)}` });
  await http.get({ ...read, token: 'bearer' });
  await http.get({ ...read, token: 'bearer' });
  await http.get(read);
  assert.deepEqual(
    requests.map((request) => request.headers.get('Authorization')),
    ['Bearer token-1', 'Bearer token-2', null],
  );
});

for (const token of ['', 'two words', 'line\nbreak', undefined as unknown as string]) {
  test(`${JSON.stringify(token)} is no token and sends no request`, async () => {
    const { requests, fetch } = server(json({}));
    const call = at(fetch, { accessToken: () => token }).get({ ...read, token: 'bearer' });
    await assert.rejects(call, { code: 'unauthorized' });
    assert.equal(requests.length, 0);
  });
}

test('a call that needs a token says so when there is no accessToken', async () => {
  const { fetch } = server(json({}));
  await assert.rejects(at(fetch).get({ ...read, token: 'bearer' }), { code: 'configuration' });
});

test('an accessToken that fails is a missing authorization, with its cause', async () => {
  const cause = new Error('session ended');
  const call = at(server(json({})).fetch, { accessToken: () => Promise.reject(cause) });
  await assert.rejects(call.get({ ...read, token: 'bearer' }), { code: 'unauthorized', cause });
});

test('the token of a call that was refused for an old authentication is told, and that of no other refusal', async () => {
  const refusals = ['reauthentication_required', 'insufficient_scope'].map((error_code) =>
    json({ error_code }, { status: 403 }),
  );
  let calls = 0;
  const http = at(server(refusals[0]!, refusals[1]!).fetch, { accessToken: () => `token-${(calls += 1)}` });
  const refused = async () => {
    const error = await http.post({ ...write, token: 'bearer' }).catch((cause: unknown) => cause);
    return refusedToken(error as PasskeyError);
  };
  assert.deepEqual([await refused(), await refused()], ['token-1', undefined]);
});

test("a call may bring a token of its own, in place of the page's", async () => {
  const { requests, fetch } = server(json({}));
  const http = at(fetch, { accessToken: () => assert.fail('the page was asked') });
  await http.get({ ...read, token: 'bearer', accessToken: 'own' });
  assert.equal(requests[0]?.headers.get('Authorization'), 'Bearer own');
});

const tokenRefused = json({ error: 'no', error_code: 'invalid_access_token' }, { status: 401 });

test('a call is sent once more with a new token if the server refuses the token itself', async () => {
  const { requests, fetch } = server(tokenRefused, json({ ok: true }));
  let calls = 0;
  const http = at(fetch, { accessToken: () => `token-${(calls += 1)}` });
  assert.deepEqual((await http.post({ ...write, token: 'bearer' })).body, { ok: true });
  assert.deepEqual(
    requests.map((request) => request.headers.get('Authorization')),
    ['Bearer token-1', 'Bearer token-2'],
  );
});

test('a second refusal of the token stands', async () => {
  const { requests, fetch } = server(tokenRefused);
  let calls = 0;
  const http = at(fetch, { accessToken: () => `token-${(calls += 1)}` });
  await assert.rejects(http.get({ ...read, token: 'bearer' }), { code: 'unauthorized' });
  assert.equal(requests.length, 2);
});

for (const [name, request] of Object.entries({
  'the page still gives the refused token': {},
  'the call brought its own token': { accessToken: 'own' },
})) {
  test(`a call is not sent again if ${name}`, async () => {
    const { requests, fetch } = server(tokenRefused);
    const http = at(fetch, { accessToken: () => 'same' });
    await assert.rejects(http.get({ ...read, ...request, token: 'bearer' }), { code: 'unauthorized' });
    assert.equal(requests.length, 1);
  });
}

test('a wrong code is sent once, though its refusal reads like that of a token', async () => {
  const { requests, fetch } = server(json({ error: 'no', error_code: 'unauthorized' }, { status: 401 }));
  let calls = 0;
  const settings = { accessToken: () => `token-${(calls += 1)}`, dropToken: () => assert.fail('dropped') };
  const code = { ...write, call: 'system/add/complete', token: 'bearer', body: { code: '123456' } } as const;
  await assert.rejects(at(fetch, settings).post(code), { code: 'wrong_code' });
  assert.equal(requests.length, 1);
});
