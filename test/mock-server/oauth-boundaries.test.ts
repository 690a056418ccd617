import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RedirectReply } from '../../src/api/contract.ts';
import { claimsOf, errorCode, origin, self } from './calls.ts';
import { ada, Browser, codeOf, errorOf, readTokens, request } from './oauth-browser.ts';
import { staffPool, twoPools } from './two-pools.ts';

const web = { client_id: 'web', client_secret: 'web-secret' };

async function browserAt(workspace = 'shop'): Promise<Browser> {
  const { calls } = await twoPools();
  return new Browser(calls, workspace);
}

async function newCode(browser: Browser): Promise<string> {
  return codeOf(await browser.signIn(await browser.authorize()));
}

const elsewhere = (browser: Browser, workspace: string) => new Browser(browser.calls, workspace);

async function isActive(browser: Browser, token: string): Promise<unknown> {
  const reply = await browser.post('/oauth2/introspect', { ...web, token });
  return ((await reply.json()) as { readonly active: unknown }).active;
}

test('a code is no good to another client, and stays good to its own', async () => {
  const browser = await browserAt();
  const code = await newCode(browser);
  assert.equal(await errorOf(await browser.exchange(code, { client_id: 'kiosk' })), 'invalid_grant');
  await readTokens(await browser.exchange(code));
});

test('a code is no good in another workspace of the client, and stays good in its own', async () => {
  const browser = await browserAt();
  const code = await newCode(browser);
  assert.equal(await errorOf(await elsewhere(browser, 'portal').exchange(code)), 'invalid_grant');
  await readTokens(await browser.exchange(code));
});

test('a refresh token is no good to another client or in another workspace', async () => {
  const browser = await browserAt();
  const { refresh_token = '' } = await browser.tokens();
  const foreign = [
    await browser.refresh(refresh_token, { client_id: 'kiosk' }),
    await elsewhere(browser, 'portal').refresh(refresh_token),
  ];
  for (const reply of foreign) assert.equal(await errorOf(reply), 'invalid_grant');
  await readTokens(await browser.refresh(refresh_token));
});

test('a client revokes no token of another client or of another workspace', async () => {
  const browser = await browserAt();
  const { access_token, refresh_token = '' } = await browser.tokens();
  for (const token of [access_token, refresh_token]) {
    const byOther = await browser.post('/oauth2/revoke', { client_id: 'kiosk', token });
    assert.equal(await errorOf(byOther), 'invalid_grant');
    const portal = elsewhere(browser, 'portal');
    assert.equal((await portal.post('/oauth2/revoke', { client_id: 'spa', token })).status, 200);
  }
  assert.equal(await isActive(browser, access_token), true);
  await readTokens(await browser.refresh(refresh_token));
});

test('tokens of one workspace are described in no other', async () => {
  const browser = await browserAt();
  const back = await browser.signIn(await browser.authorize({ client_id: 'web' }));
  const { access_token, refresh_token = '' } = await readTokens(await browser.exchange(codeOf(back), web));
  for (const token of [access_token, refresh_token]) {
    assert.equal(await isActive(elsewhere(browser, 'portal'), token), false);
    assert.equal(await isActive(browser, token), true);
  }
});

test('a client signs people in and gets tokens in its own workspaces only', async () => {
  const shop = await browserAt();
  assert.equal((await shop.get(shop.authorizeUrl({ client_id: 'badge' }))).status, 400);
  const code = await newCode(shop);
  assert.equal(await errorOf(await shop.exchange(code, { client_id: 'badge' })), 'invalid_client');
});

test('a finished sign-in goes on in its own workspace only', async () => {
  const browser = await browserAt();
  const answer = await browser.enterPassword(await browser.authorize());
  const own = (answer.body as RedirectReply).redirect_to;
  const foreign = await browser.get(own.replace('/acme/shop/', '/acme/portal/'));
  assert.equal(foreign.status, 400);
  assert.equal(browser.calls.cookies.names.includes('connect_session_portal'), false);
  assert.notEqual(codeOf(await browser.continueAt(own)), '');
});

test('the secret of a session opens no other workspace under the name of its cookie', async () => {
  const browser = await browserAt();
  await browser.tokens();
  const portal = elsewhere(browser, 'portal');
  const ask = (about: Browser, Cookie: string) =>
    browser.calls.server.request(about.authorizeUrl({ prompt: 'none' }), { headers: { Cookie } });
  const secret = /connect_session_shop=([^;]+)/.exec(browser.calls.cookies.header)?.[1] ?? '';
  const own = await ask(browser, `connect_session_shop=${secret}`);
  assert.notEqual(codeOf(new URL(own.headers.get('Location') ?? '')), '');
  const reply = await ask(portal, `connect_session_portal=${secret}`);
  const back = new URL(reply.headers.get('Location') ?? '');
  assert.equal(back.searchParams.get('error'), 'login_required');
});

test('logout leads to a page of the client that is named, and of a client of the workspace', async () => {
  const browser = await browserAt();
  const { id_token = '' } = await browser.tokens();
  const kiosk = 'https://kiosk.example/bye';
  const logout = (about: Readonly<Record<string, string>>) =>
    browser.get(`${browser.issuer}/oidc/logout?${new URLSearchParams(about).toString()}`);
  const foreign = [
    { id_token_hint: id_token, client_id: 'kiosk', post_logout_redirect_uri: kiosk },
    { id_token_hint: id_token, post_logout_redirect_uri: kiosk },
    { client_id: 'spa', post_logout_redirect_uri: kiosk },
    { client_id: 'kiosk', post_logout_redirect_uri: request.redirect_uri },
    { client_id: 'badge', post_logout_redirect_uri: request.redirect_uri },
  ];
  for (const about of foreign) assert.equal(await errorOf(await logout(about)), 'invalid_request');
  const own = { id_token_hint: id_token, post_logout_redirect_uri: request.redirect_uri };
  assert.equal((await logout(own)).headers.get('Location'), request.redirect_uri);
});

test('a token of a person of another pool is no token of the workspace', async () => {
  const { calls, state } = await twoPools();
  const token = await calls.userToken('shop');
  const me = () => calls.call('GET', `${self('shop')}/me`, { token });
  assert.equal((await me()).status, 200);
  const { shop } = state.workspaces;
  assert.ok(shop);
  shop.poolIds = ['staff'];
  assert.equal(errorCode(await me()), 'unauthorized');
});

test('a sign-in goes through a pool of its workspace only', async () => {
  const { calls } = await twoPools();
  const password = { ...ada, workspace_id: 'shop' };
  for (const path of ['/login/password', '/login/usernameless-webauthn/begin']) {
    assert.equal((await calls.call('POST', staffPool + path, { body: password })).status, 404);
  }
  const office = { ...ada, workspace_id: 'office' };
  const { body } = await calls.call('POST', `${staffPool}/login/password`, { body: office });
  const { access_token } = body as { readonly access_token: string };
  assert.equal(claimsOf(access_token)['sub'], 'ada-of-staff');
});

test('an access token of a person in one workspace is none in another of the same pool', async () => {
  const { calls } = await twoPools();
  const token = await calls.userToken('office');
  assert.equal((await calls.call('GET', `${self('office')}/me`, { token })).status, 200);
  assert.equal(errorCode(await calls.call('GET', `${self('desk')}/me`, { token })), 'unauthorized');
});

for (const path of [
  '/shop/.well-known/openid-configuration',
  '/shop/.well-known/jwks.json',
  '/shop/oauth2/authorize',
  '/shop/oidc/logout',
  '/shop/userinfo',
  '/identity/customers/login',
]) {
  test(`another tenant has nothing here: ${path}`, async () => {
    const { calls } = await twoPools();
    const ask = async (tenant: string) => (await calls.send('GET', `${origin}/${tenant}${path}`)).status;
    assert.notEqual(await ask('acme'), 404);
    assert.equal(await ask('other'), 404);
  });
}
