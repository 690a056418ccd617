import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, json, read, server, write } from './answers.ts';

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
