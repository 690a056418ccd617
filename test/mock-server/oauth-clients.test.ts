import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls, claimsOf } from './calls.ts';
import { basic, Browser, codeOf, errorOf, readTokens, request, verifier } from './oauth-browser.ts';

const secret = { client_id: 'web', client_secret: 'web-secret' };
const withoutPkce = { client_id: 'web', code_challenge: undefined, code_challenge_method: undefined };
const { redirect_uri } = request;

/** A form that exchanges a code of the confidential client. */
async function codeForm(browser: Browser, about: object = withoutPkce): Promise<Record<string, string>> {
  const back = await browser.signIn(await browser.authorize({ client_id: 'web', ...about }));
  return { grant_type: 'authorization_code', redirect_uri, code: codeOf(back) };
}

const token = '/oauth2/token';

test('a confidential client authenticates by HTTP Basic, at a refresh too', async () => {
  const browser = new Browser(new Calls());
  const proof = basic('web', 'web-secret');
  const tokens = await readTokens(await browser.post(token, await codeForm(browser), proof));
  assert.equal(claimsOf(tokens.access_token)['client_id'], 'web');
  assert.equal(claimsOf(tokens.id_token ?? '')['aud'], 'web');
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
  assert.equal((await browser.post(token, { ...refresh, client_id: 'web' })).status, 401);
  await readTokens(await browser.post(token, refresh, proof));
});

test('a confidential client authenticates in the body', async () => {
  const browser = new Browser(new Calls());
  await readTokens(await browser.post(token, { ...(await codeForm(browser)), ...secret }));
});

const wrong = [
  ['without its secret', { client_id: 'web' }, {}, 'invalid_client'],
  ['with a wrong secret', { client_id: 'web', client_secret: 'guess' }, {}, 'invalid_client'],
  ['with a wrong secret by Basic', {}, basic('web', 'guess'), 'invalid_client'],
  ['in two ways', secret, basic('web', 'web-secret'), 'invalid_request'],
  ['as two clients', { client_id: 'spa' }, basic('web', 'web-secret'), 'invalid_request'],
] as const;

for (const [how, form, headers, error] of wrong) {
  test(`a confidential client that calls ${how} gets ${error}, and its code stays good`, async () => {
    const browser = new Browser(new Calls());
    const codes = await codeForm(browser);
    assert.equal(await errorOf(await browser.post(token, { ...codes, ...form }, headers)), error);
    await readTokens(await browser.post(token, { ...codes, ...secret }));
  });
}

test('a public client has no secret to send', async () => {
  const browser = new Browser(new Calls());
  const code = codeOf(await browser.signIn(await browser.authorize()));
  assert.equal(await errorOf(await browser.exchange(code, { client_secret: 'x' })), 'invalid_client');
});

test('a public client is told to use PKCE, a confidential one is asked for its verifier where it did', async () => {
  const browser = new Browser(new Calls());
  const refused = await browser.authorize({ ...withoutPkce, client_id: 'spa' });
  assert.equal(refused.searchParams.get('error'), 'invalid_request');
  assert.match(refused.searchParams.get('error_hint') ?? '', /code_challenge_method=S256/);
  const form = { ...(await codeForm(browser, {})), ...secret };
  assert.equal(await errorOf(await browser.post(token, form)), 'invalid_grant');
  const other = { ...(await codeForm(browser.another(), {})), ...secret, code_verifier: verifier };
  await readTokens(await browser.post(token, other));
});

test('a verifier is refused where the request had no challenge, which somebody may have taken out', async () => {
  const browser = new Browser(new Calls());
  const form = { ...(await codeForm(browser)), ...secret, code_verifier: verifier };
  assert.equal(await errorOf(await browser.post(token, form)), 'invalid_grant');
});

test('a refresh token is given for offline_access only', async () => {
  const browser = new Browser(new Calls());
  const { refresh_token, scope } = await browser.tokens({ scope: 'openid profile' });
  assert.deepEqual([refresh_token, scope], [undefined, 'openid profile']);
  const offline = await browser.another().tokens({ scope: 'openid offline_access' });
  assert.notEqual(offline.refresh_token, undefined);
});

test('a refreshed ID token says the same person and authentication, without the nonce', async () => {
  const browser = new Browser(new Calls());
  const first = await browser.tokens();
  browser.calls.world.advance(600);
  const second = await readTokens(await browser.refresh(first.refresh_token ?? ''));
  const [before, after] = [claimsOf(first.id_token ?? ''), claimsOf(second.id_token ?? '')];
  assert.equal(before['nonce'], request.nonce);
  assert.equal('nonce' in after, false);
  for (const claim of ['iss', 'sub', 'aud', 'auth_time']) assert.equal(after[claim], before[claim]);
  assert.equal(after['iat'], Number(before['iat']) + 600);
});

test('the profile has a given name and a family name', async () => {
  const { id_token = '' } = await new Browser(new Calls()).tokens({ scope: 'openid profile' });
  const { name, given_name, family_name, preferred_username, email } = claimsOf(id_token);
  assert.deepEqual([name, given_name, family_name], ['Ada Lovelace', 'Ada', 'Lovelace']);
  assert.deepEqual([preferred_username, email], ['ada@example.com', undefined]);
});

for (const host of ['localhost:5173', '127.0.0.1:8443', '[::1]:8443']) {
  test(`a client that is served at https://${host} gets its code there`, async () => {
    const browser = new Browser(new Calls());
    const about = { redirect_uri: `https://${host}/callback` };
    const back = await browser.signIn(await browser.authorize(about));
    assert.equal(back.origin, `https://${host}`);
    await readTokens(await browser.exchange(codeOf(back), about));
  });
}
