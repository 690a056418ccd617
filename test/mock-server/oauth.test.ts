import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RedirectReply, TokenReply } from '../../src/api/contract.ts';
import { Calls, claimsOf, familyOf, Person, pool, system } from './calls.ts';
import { Browser, codeOf, errorOf, request, verifier } from './oauth-browser.ts';

test('discovery names the endpoints under the issuer, and the keys verify its tokens', async () => {
  const browser = new Browser(new Calls());
  const metadata = (await (
    await browser.get(`${browser.issuer}/.well-known/openid-configuration`)
  ).json()) as Record<string, string>;
  assert.equal(metadata['issuer'], browser.issuer);
  assert.equal(metadata['token_endpoint'], `${browser.issuer}/oauth2/token`);
  const keys = (await (await browser.get(metadata['jwks_uri'] ?? '')).json()) as { keys: { d?: string }[] };
  assert.equal(keys.keys.length, 1);
  assert.equal(keys.keys[0]?.d, undefined);
});

test('an authorization code is exchanged for tokens that say who signed in, when and how', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize({ login_hint: 'ada@example.com' });
  assert.equal(page.pathname, '/acme/identity/customers/login');
  assert.equal(page.searchParams.get('login_hint'), 'ada@example.com');
  const back = await browser.signIn(page);
  assert.equal(back.origin + back.pathname, request.redirect_uri);
  assert.equal(back.searchParams.get('state'), request.state);
  assert.equal(back.searchParams.get('iss'), browser.issuer);
  const reply = await browser.exchange(codeOf(back));
  const tokens = (await reply.json()) as TokenReply;
  const claims = claimsOf(tokens.id_token ?? '');
  assert.equal(claims['nonce'], request.nonce);
  assert.deepEqual(claims['amr'], ['pwd']);
  assert.equal(claims['aud'], 'spa');
  assert.equal(claims['email'], 'ada@example.com');
  assert.equal(claimsOf(tokens.access_token)['client_id'], 'spa');
});

test('a passkey signs in within an authorization, and its tokens say pop', async () => {
  const browser = new Browser(new Calls());
  const ada = new Person(browser.calls);
  await ada.enrol('shop');
  const page = await browser.authorize();
  const { login_id, login_state } = Object.fromEntries(page.searchParams);
  const path = `${pool}/login/${familyOf('shop')}/begin`;
  const begun = await browser.calls.call('POST', path, { body: { login_id, login_state } });
  const answer = await ada.completeSignIn(ada.get(begun.body as Parameters<Person['get']>[0]));
  const reply = await browser.get((answer.body as RedirectReply).redirect_to);
  const tokens = (await (
    await browser.exchange(codeOf(new URL(reply.headers.get('Location') ?? '')))
  ).json()) as TokenReply;
  assert.deepEqual(claimsOf(tokens.access_token)['amr'], ['pop']);
});

test('a code is good once, and using it again ends the tokens that it gave', async () => {
  const browser = new Browser(new Calls());
  const code = codeOf(await browser.signIn(await browser.authorize()));
  const tokens = (await (await browser.exchange(code)).json()) as TokenReply;
  assert.equal(await errorOf(await browser.exchange(code)), 'invalid_grant');
  assert.equal(await errorOf(await browser.refresh(tokens.refresh_token ?? '')), 'invalid_grant');
});

test('a code is refused with another verifier, redirect URI or client, and after a minute', async () => {
  const foreign = [
    { code_verifier: `${verifier}x` },
    { redirect_uri: 'http://localhost:9999/other' },
    { client_id: 'first-party' },
  ];
  for (const about of foreign) {
    const browser = new Browser(new Calls());
    const code = codeOf(await browser.signIn(await browser.authorize()));
    const reply = await browser.exchange(code, about);
    assert.equal(reply.status, 400);
  }
  const late = new Browser(new Calls());
  const code = codeOf(await late.signIn(await late.authorize()));
  late.calls.world.advance(61);
  assert.equal(await errorOf(await late.exchange(code)), 'invalid_grant');
});

test('a refresh token is replaced at each use and keeps the time of the authentication', async () => {
  const browser = new Browser(new Calls());
  const first = await browser.tokens();
  browser.calls.world.advance(600);
  const second = (await (await browser.refresh(first.refresh_token ?? '')).json()) as TokenReply;
  assert.equal(claimsOf(second.access_token)['auth_time'], claimsOf(first.access_token)['auth_time']);
  assert.notEqual(second.refresh_token, first.refresh_token);
});

test('a refresh token that is used again ends every token that came of it', async () => {
  const browser = new Browser(new Calls());
  const { refresh_token: first = '' } = await browser.tokens();
  const second = (await (await browser.refresh(first)).json()) as TokenReply;
  assert.equal(await errorOf(await browser.refresh(first)), 'invalid_grant');
  assert.equal(await errorOf(await browser.refresh(second.refresh_token ?? '')), 'invalid_grant');
  const other = await browser.another().tokens();
  assert.equal((await browser.refresh(other.refresh_token ?? '')).status, 200);
});

test('a refresh for less narrows the access token, not the refresh token', async () => {
  const browser = new Browser(new Calls());
  const { refresh_token = '' } = await browser.tokens();
  const narrow = (await (await browser.refresh(refresh_token, { scope: 'openid' })).json()) as TokenReply;
  assert.equal(narrow.scope, 'openid');
  assert.deepEqual(claimsOf(narrow.access_token)['scp'], ['openid']);
  assert.equal(claimsOf(narrow.id_token ?? '')['email'], undefined);
  const whole = (await (await browser.refresh(narrow.refresh_token ?? '')).json()) as TokenReply;
  assert.equal(whole.scope, request.scope);
});

test('a refresh cannot widen the scope', async () => {
  const browser = new Browser(new Calls());
  const back = await browser.signIn(await browser.authorize({ scope: 'openid offline_access' }));
  const { refresh_token } = (await (await browser.exchange(codeOf(back))).json()) as TokenReply;
  const wider = await browser.refresh(refresh_token ?? '', { scope: 'email' });
  assert.equal(await errorOf(wider), 'invalid_scope');
});

test('who is signed in at the workspace is not asked again, unless the client wants it', async () => {
  const browser = new Browser(new Calls());
  await browser.signIn(await browser.authorize());
  assert.notEqual(codeOf(await browser.authorize()), '');
  assert.notEqual(codeOf(await browser.authorize({ prompt: 'none' })), '');
  assert.equal((await browser.authorize({ prompt: 'login' })).pathname, '/acme/identity/customers/login');
  browser.calls.world.advance(301);
  assert.equal((await browser.authorize({ max_age: '300' })).pathname, '/acme/identity/customers/login');
  assert.notEqual(codeOf(await browser.authorize({ max_age: '600' })), '');
});

test('prompt=none answers login_required where nobody is signed in', async () => {
  const back = await new Browser(new Calls()).authorize({ prompt: 'none' });
  assert.equal(back.searchParams.get('error'), 'login_required');
  assert.equal(back.searchParams.get('state'), request.state);
});

test('a session of one workspace means nothing in another', async () => {
  const browser = new Browser(new Calls());
  await browser.signIn(await browser.authorize());
  const portal = new Browser(browser.calls, 'portal');
  assert.equal((await portal.authorize({ prompt: 'none' })).searchParams.get('error'), 'login_required');
});

test('client credentials give a token for the system API, to the right secret only', async () => {
  const browser = new Browser(new Calls(), 'system');
  const form = { grant_type: 'client_credentials', scope: 'identity' };
  const basic = { Authorization: `Basic ${btoa('backoffice:backoffice-secret')}` };
  const tokens = (await (await browser.post('/oauth2/token', form, basic)).json()) as TokenReply;
  assert.deepEqual(claimsOf(tokens.access_token)['scp'], ['identity']);
  assert.equal(tokens.refresh_token, undefined);
  const wrong = { ...form, client_id: 'backoffice', client_secret: 'guess' };
  const refused = await browser.post('/oauth2/token', wrong);
  assert.equal(refused.status, 401);
  assert.equal(await errorOf(refused), 'invalid_client');
  const foreign = await new Browser(browser.calls, 'shop').post('/oauth2/token', form, basic);
  assert.equal(await errorOf(foreign), 'invalid_client');
});

for (const credentials of ['a', 'a_b_', btoa('%:%')]) {
  test(`credentials that are not readable (${credentials}) are those of no client`, async () => {
    const browser = new Browser(new Calls(), 'system');
    const form = { grant_type: 'client_credentials' };
    const reply = await browser.post('/oauth2/token', form, { Authorization: `Basic ${credentials}` });
    assert.equal(reply.status, 401);
    assert.equal(await errorOf(reply), 'invalid_client');
  });
}

test('userinfo tells what the scopes allow', async () => {
  const browser = new Browser(new Calls());
  const { access_token } = await browser.tokens();
  const url = `${browser.issuer}/userinfo`;
  const reply = await browser.calls.call('GET', '/acme/shop/userinfo', { token: access_token });
  assert.equal((reply.body as { email: string }).email, 'ada@example.com');
  assert.equal((await browser.get(url)).status, 401);
});

test('signing out ends the session and leads to a registered page only', async () => {
  const browser = new Browser(new Calls());
  const { id_token } = await browser.tokens();
  const logout = (uri: string, client_id = 'spa') => {
    const hint = { id_token_hint: id_token ?? '', client_id };
    const query = { ...hint, post_logout_redirect_uri: uri, state: 's' };
    return browser.get(`${browser.issuer}/oidc/logout?${new URLSearchParams(query).toString()}`);
  };
  assert.equal((await logout('https://evil.example/')).status, 400);
  assert.equal((await logout('http://localhost:9999/bye', 'first-party')).status, 400);
  assert.notEqual(codeOf(await browser.authorize({ prompt: 'none' })), '');
  const reply = await logout('http://localhost:9999/bye');
  assert.equal(reply.headers.get('Location'), 'http://localhost:9999/bye?state=s');
  assert.equal((await browser.authorize({ prompt: 'none' })).searchParams.get('error'), 'login_required');
});

test('a revoked refresh token is over, and introspection tells a backend what its token is', async () => {
  const browser = new Browser(new Calls());
  const { refresh_token = '' } = await browser.tokens();
  assert.equal(
    (await browser.post('/oauth2/revoke', { client_id: 'spa', token: refresh_token })).status,
    200,
  );
  assert.equal(await errorOf(await browser.refresh(refresh_token)), 'invalid_grant');
  const backend = new Browser(browser.calls, 'system');
  const secret = { client_id: 'backoffice', client_secret: 'backoffice-secret' };
  const token = await browser.calls.backendToken();
  const about = (await (await backend.post('/oauth2/introspect', { ...secret, token })).json()) as object;
  assert.equal((about as { active: boolean }).active, true);
  const nothing: unknown = await (await backend.post('/oauth2/introspect', { ...secret, token: 'x' })).json();
  assert.deepEqual(nothing, { active: false });
});

test('a sign-in that was not finished gives no code', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  const reply = await browser.get(`${browser.issuer}/oauth2/continue${page.search}`);
  assert.equal(reply.status, 400);
});

test('a passkey challenge from before the password is not good after it, for nobody else signs in so', async () => {
  const browser = new Browser(new Calls());
  const ada = new Person(browser.calls);
  await ada.enrol('shop');
  const body = { second_factor_authentication_mechanisms: ['webauthn'] };
  await browser.calls.call('PUT', system, { token: await browser.calls.backendToken(), body });
  const { login_id, login_state } = Object.fromEntries((await browser.authorize()).searchParams);
  const place = { login_id, login_state };
  const path = `${pool}/login/${familyOf('shop')}/begin`;
  const begun = await browser.calls.call('POST', path, { body: place });
  const grace = { identifier: 'grace@example.com', password: 'nanosecond wire', ...place };
  assert.equal((await browser.calls.call('POST', `${pool}/login/password`, { body: grace })).status, 200);
  const answer = await ada.completeSignIn(ada.get(begun.body as Parameters<Person['get']>[0]));
  assert.equal(answer.status, 401);
});
