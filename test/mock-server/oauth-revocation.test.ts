import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenReply } from '../../src/api/contract.ts';
import { Calls, claimsOf, self } from './calls.ts';
import { Browser, codeOf, errorOf, readTokens, request } from './oauth-browser.ts';

type Introspection = Readonly<Record<string, unknown>>;

const web = { client_id: 'web', client_secret: 'web-secret' };

async function introspect(
  browser: Browser,
  token: string,
  credentials: object = web,
): Promise<Introspection> {
  const reply = await browser.post('/oauth2/introspect', { ...credentials, token });
  return (await reply.json()) as Introspection;
}

/** Whether an access token is good for calls, by each of the three that look at it. */
async function isAlive(browser: Browser, token: string): Promise<boolean> {
  const me = await browser.calls.call('GET', `${self('shop')}/me`, { token });
  const userinfo = await browser.calls.call('GET', '/acme/shop/userinfo', { token });
  const { active } = await introspect(browser, token);
  const answers = [me.status === 200, userinfo.status === 200, active];
  assert.equal(new Set(answers).size, 1, `they do not agree: ${answers.join()}`);
  return answers[0] === true;
}

/** Tokens of those of the replies that have any. */
async function given(replies: readonly Response[]): Promise<readonly TokenReply[]> {
  return Promise.all(replies.filter(({ ok }) => ok).map(readTokens));
}

async function assertAllOver(browser: Browser, tokens: readonly TokenReply[]): Promise<void> {
  for (const { access_token, refresh_token = '' } of tokens) {
    assert.equal(await isAlive(browser, access_token), false);
    assert.equal(await errorOf(await browser.refresh(refresh_token)), 'invalid_grant');
  }
}

const revoke = (browser: Browser, token: string, credentials: object = { client_id: 'spa' }) =>
  browser.post('/oauth2/revoke', { ...credentials, token });

test('two refreshes with one token at the same time leave no token alive', async () => {
  const browser = new Browser(new Calls());
  const first = await browser.tokens();
  assert.equal(await isAlive(browser, first.access_token), true);
  const { refresh_token = '' } = first;
  const replies = await Promise.all([browser.refresh(refresh_token), browser.refresh(refresh_token)]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 400]);
  await assertAllOver(browser, [first, ...(await given(replies))]);
});

test('two exchanges of one code at the same time leave no token alive', async () => {
  const browser = new Browser(new Calls());
  const code = codeOf(await browser.signIn(await browser.authorize()));
  const replies = await Promise.all([browser.exchange(code), browser.exchange(code)]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 400]);
  await assertAllOver(browser, await given(replies));
});

test('a second use of a code or of a refresh token ends the access tokens too', async () => {
  const browser = new Browser(new Calls());
  const code = codeOf(await browser.signIn(await browser.authorize()));
  const first = await readTokens(await browser.exchange(code));
  const second = await readTokens(await browser.refresh(first.refresh_token ?? ''));
  assert.equal(await isAlive(browser, first.access_token), true);
  await browser.exchange(code);
  await assertAllOver(browser, [first, second]);
});

test('a revoked access token ends alone', async () => {
  const browser = new Browser(new Calls());
  const { access_token, refresh_token = '' } = await browser.tokens();
  assert.equal((await revoke(browser, access_token)).status, 200);
  assert.equal(await isAlive(browser, access_token), false);
  const next = await readTokens(await browser.refresh(refresh_token));
  assert.equal(await isAlive(browser, next.access_token), true);
});

test('a revoked refresh token ends every token of its sign-in, and of no other', async () => {
  const browser = new Browser(new Calls());
  const first = await browser.tokens();
  const second = await readTokens(await browser.refresh(first.refresh_token ?? ''));
  const other = await browser.another().tokens();
  assert.equal((await revoke(browser, second.refresh_token ?? '')).status, 200);
  await assertAllOver(browser, [first, second]);
  assert.equal(await isAlive(browser, other.access_token), true);
});

test('an access token revokes itself as the bearer, with or without a body', async () => {
  const browser = new Browser(new Calls());
  const url = `${browser.issuer}/oauth2/revoke`;
  for (const withBody of [false, true]) {
    const { access_token: token } = await browser.another().tokens();
    const headers = { Authorization: `Bearer ${token}` };
    const reply = withBody
      ? await browser.post('/oauth2/revoke', { token }, headers)
      : await browser.calls.send('POST', url, { headers });
    assert.equal(reply.status, 200);
    assert.equal(await isAlive(browser, token), false);
    const again = await browser.calls.send('POST', url, { headers });
    assert.deepEqual([again.status, await errorOf(again)], [401, 'invalid_token']);
  }
});

test('a bearer revokes no other token than itself', async () => {
  const browser = new Browser(new Calls());
  const [own, other] = [await browser.tokens(), await browser.another().tokens()];
  const headers = { Authorization: `Bearer ${own.access_token}` };
  const reply = await browser.post('/oauth2/revoke', { token: other.access_token }, headers);
  assert.equal(await errorOf(reply), 'invalid_request');
  assert.equal(await isAlive(browser, other.access_token), true);
  assert.equal(await isAlive(browser, own.access_token), true);
});

test('a client revokes no token of another client', async () => {
  const browser = new Browser(new Calls());
  const { access_token, refresh_token = '' } = await browser.tokens();
  for (const token of [access_token, refresh_token]) {
    assert.equal(await errorOf(await revoke(browser, token, web)), 'invalid_grant');
  }
  assert.equal(await isAlive(browser, access_token), true);
  await readTokens(await browser.refresh(refresh_token));
});

test('a token that is none any more is revoked without an error, a client that is none is refused', async () => {
  const browser = new Browser(new Calls());
  const { access_token } = await browser.tokens();
  browser.calls.world.advance(3601);
  for (const token of ['nonsense', access_token]) {
    assert.equal((await revoke(browser, token)).status, 200);
  }
  const wrong = await revoke(browser, access_token, { ...web, client_secret: 'guess' });
  assert.deepEqual([wrong.status, await errorOf(wrong)], [401, 'invalid_client']);
  const nothing = await browser.post('/oauth2/revoke', { client_id: 'spa' });
  assert.equal(await errorOf(nothing), 'invalid_request');
});

test('introspection describes an access token with its times, until it expires', async () => {
  const browser = new Browser(new Calls());
  const { access_token, scope } = await browser.tokens();
  const claims = claimsOf(access_token);
  const about = await introspect(browser, access_token);
  const now = browser.calls.world.now() / 1000;
  assert.deepEqual([about['iat'], about['exp']], [now, now + 3600]);
  for (const claim of ['iss', 'sub', 'aud', 'client_id', 'jti', 'auth_time', 'amr']) {
    assert.deepEqual(about[claim], claims[claim], claim);
  }
  assert.deepEqual([about['scope'], about['username']], [scope, 'ada@example.com']);
  browser.calls.world.advance(3600);
  assert.deepEqual(await introspect(browser, access_token), { active: false });
});

test('introspection describes a refresh token to its own client only', async () => {
  const browser = new Browser(new Calls());
  const back = await browser.signIn(await browser.authorize({ client_id: 'web' }));
  const { refresh_token = '' } = await readTokens(await browser.exchange(codeOf(back), web));
  const about = await introspect(browser, refresh_token);
  const now = browser.calls.world.now() / 1000;
  assert.deepEqual([about['iat'], about['exp']], [now, now + 30 * 24 * 3600]);
  assert.equal(about['scope'], request.scope);
  const backoffice = { client_id: 'backoffice', client_secret: 'backoffice-secret' };
  assert.deepEqual(await introspect(browser, refresh_token, backoffice), { active: false });
  await browser.refresh(refresh_token, web);
  assert.deepEqual(await introspect(browser, refresh_token), { active: false });
});

test('a public client may not introspect', async () => {
  const browser = new Browser(new Calls());
  const { access_token } = await browser.tokens();
  assert.equal((await introspect(browser, access_token, { client_id: 'spa' }))['error'], 'invalid_client');
});
