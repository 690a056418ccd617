/** Parallel tests of one server: each has a world of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Device } from '../support/device.ts';
import { Calls, errorCode, origin, Person, self, system } from './calls.ts';
import { Browser, codeOf, readTokens } from './oauth-browser.ts';

async function addWorld(calls: Calls, body: object = {}): Promise<Record<string, string>> {
  const { name } = (await calls.call('POST', '/_mock/worlds', { body })).body as { name: string };
  return { 'X-Connect-World': name };
}

const userNames = async (calls: Calls, headers = {}) =>
  ((await calls.call('GET', '/_mock', { headers })).body as { users: { name: string }[] }).users.map(
    ({ name }) => name,
  );

test('a world starts as the server did, and what happens in it is seen in no other', async () => {
  const calls = new Calls();
  const [one, other] = [await addWorld(calls), await addWorld(calls)];
  await calls.call('POST', '/_mock/seed', {
    headers: one,
    body: { users: [{ name: 'Mary', identifiers: ['m'] }] },
  });
  await calls.call('POST', '/_mock/scenario', { headers: one, body: { effect: 'fail', times: 9 } });
  await calls.call('POST', '/_mock/clock', { headers: one, body: { advance_seconds: 600 } });
  assert.deepEqual(await userNames(calls, one), ['Ada', 'Grace', 'Mary']);
  for (const headers of [other, {}]) {
    assert.deepEqual(await userNames(calls, headers), ['Ada', 'Grace']);
    const answer = await calls.call('GET', `${self('shop')}/me`, { headers });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('Date'), 'Mon, 05 Jan 2026 09:00:00 GMT');
  }
  const failed = await calls.server.request(`${origin}${self('shop')}/me`, { headers: one });
  assert.equal(failed.status, 503);
  await calls.call('POST', '/_mock/reset', { headers: one });
  assert.deepEqual(await userNames(calls, one), ['Ada', 'Grace']);
});

test('the recent calls are those of the world', async () => {
  const calls = new Calls();
  const one = await addWorld(calls);
  await calls.call('GET', `${self('shop')}/me`, { headers: one });
  const recent = async (headers = {}) =>
    ((await calls.call('GET', '/_mock/requests', { headers })).body as { requests: [] }).requests.length;
  assert.deepEqual([await recent(one), await recent()], [1, 0]);
});

test('a world may begin with people of its own, and reset goes back to them', async () => {
  const calls = new Calls();
  const one = await addWorld(calls, { name: 'one', seed: { users: [{ name: 'Mary', identifiers: ['m'] }] } });
  await calls.call('POST', '/_mock/reset', { headers: one });
  assert.deepEqual(await userNames(calls, one), ['Ada', 'Grace', 'Mary']);
});

test('a browser names its world by a cookie', async () => {
  const calls = new Calls();
  await addWorld(calls, { name: 'one', seed: { users: [{ name: 'Mary', identifiers: ['m'] }] } });
  assert.deepEqual(await userNames(calls, { Cookie: 'connect_world=one' }), ['Ada', 'Grace', 'Mary']);
});

test('a world that is gone is named, instead of another one that answers', async () => {
  const calls = new Calls();
  await addWorld(calls, { name: 'one' });
  await calls.call('DELETE', '/_mock/worlds/one');
  const headers = { 'X-Connect-World': 'one' };
  for (const [method, path] of [
    ['POST', '/_mock/reset'],
    ['GET', `${self('shop')}/me`],
  ] as const) {
    const reply = await calls.server.request(origin + path, { method, headers });
    assert.equal(reply.status, 404);
    assert.match(await reply.text(), /no world .*one/);
  }
  assert.deepEqual((await calls.call('GET', '/_mock/worlds', { headers })).body, { worlds: ['default'] });
  assert.equal((await calls.call('POST', '/_mock/worlds', { headers, body: {} })).status, 201);
});

test('a name that no header can have is refused, and so is a second default', async () => {
  for (const name of ['', 'a b', 'default']) {
    const answer = await new Calls().call('POST', '/_mock/worlds', { body: { name } });
    assert.equal(errorCode(answer), 'invalid_request', name);
  }
});

test('a backend redeems the code of a page, and calls with its token, without naming the world', async () => {
  const page = new Browser(new Calls());
  await addWorld(page.calls, { name: 'one' });
  page.calls.cookies.keep(new Response(null, { headers: { 'Set-Cookie': 'connect_world=one; Path=/' } }));
  const back = await page.signIn(await page.authorize());
  const backend = page.another();
  const tokens = await readTokens(await backend.exchange(codeOf(back)));
  const answer = await backend.calls.call('GET', '/acme/shop/userinfo', { token: tokens.access_token });
  assert.equal(answer.status, 200);
  const renewed = await readTokens(await backend.refresh(tokens.refresh_token ?? ''));
  const kept = await page.calls.call('GET', '/_mock/requests');
  assert.ok(renewed.access_token);
  assert.deepEqual(
    (kept.body as { requests: { path: string }[] }).requests.slice(-3).map(({ path }) => path),
    ['/acme/shop/oauth2/token', '/acme/shop/userinfo', '/acme/shop/oauth2/token'],
  );
});

test('a backend finds a user of a world by the ID', async () => {
  const calls = new Calls();
  await addWorld(calls, { name: 'one' });
  const made = await calls.call('POST', '/_mock/seed', {
    headers: { 'X-Connect-World': 'one' },
    body: { users: [{ identifiers: ['mary'] }] },
  });
  const [{ id }] = (made.body as { users: [{ id: string }] }).users;
  const token = await calls.backendToken();
  assert.equal((await calls.call('GET', `${system}/users/${id}`, { token })).status, 200);
});

test('sign-ins that were given out can be made to expire', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  await browser.calls.call('POST', '/_mock/expire', { body: { what: 'sign-ins' } });
  assert.equal(errorCode(await browser.enterPassword(page)), 'transaction_over');
});

test('challenges that were given out can be made to expire', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  const { publicKey } = await ada.beginEnrolment('shop');
  await calls.call('POST', '/_mock/expire', { body: { what: 'challenges' } });
  const path = `${self('shop')}/usernameless-webauthn/create/complete`;
  const body = new Device(origin).create(publicKey);
  const answer = await calls.call('POST', path, { token: await calls.userToken(), body });
  assert.equal(errorCode(answer), 'challenge_expired');
});
