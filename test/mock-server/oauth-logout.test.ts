import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls } from './calls.ts';
import { Browser, codeOf, errorOf, grace } from './oauth-browser.ts';

const bye = 'http://localhost:9999/bye';

function logout(browser: Browser, about: Readonly<Record<string, string>>, headers = {}): Promise<Response> {
  return browser.get(`${browser.issuer}/oidc/logout?${new URLSearchParams(about).toString()}`, headers);
}

async function isSignedIn(browser: Browser): Promise<boolean> {
  return codeOf(await browser.authorize({ prompt: 'none' })) !== '';
}

/** The form of the page that asks. */
function formIn(page: string): { readonly action: string; readonly fields: Record<string, string> } {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
  return { action: /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '', fields };
}

test('a sign-out without a hint asks the person first, and signs out when they agree', async () => {
  const browser = new Browser(new Calls());
  await browser.tokens();
  const question = await logout(browser, { client_id: 'spa', post_logout_redirect_uri: bye, state: 's' });
  assert.equal(question.status, 200);
  const page = await question.text();
  assert.match(page, /Single-page app asks to sign you out/);
  assert.equal(await isSignedIn(browser), true);
  const { action, fields } = formIn(page);
  const agreed = await browser.submit(new URL(action, browser.issuer), fields);
  assert.equal(agreed.headers.get('Location'), `${bye}?state=s`);
  assert.equal(await isSignedIn(browser), false);
});

test('a sign-out with the ID token of another person asks too', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '' } = await browser.another().tokens({}, grace);
  await browser.tokens();
  assert.equal((await logout(browser, { id_token_hint: id_token })).status, 200);
  assert.equal(await isSignedIn(browser), true);
});

test('the answer of one browser signs no other out', async () => {
  const browser = new Browser(new Calls());
  const other = browser.another();
  await browser.tokens();
  await other.tokens();
  const { action, fields } = formIn(await (await logout(other, {})).text());
  const asked = await browser.submit(new URL(action, browser.issuer), fields);
  assert.match(await asked.text(), /To stay signed in, close this page/);
  assert.equal(await isSignedIn(browser), true);
});

test('who is not signed in is not asked', async () => {
  const reply = await logout(new Browser(new Calls()), {});
  assert.match(await reply.text(), /You are signed out/);
});

test('the ID token of the person signs out without a question, also when it has expired', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '' } = await browser.tokens();
  browser.calls.world.advance(2 * 3600);
  assert.match(await (await logout(browser, { id_token_hint: id_token })).text(), /You are signed out/);
  assert.equal(await isSignedIn(browser), false);
});

test('a hint has to be an ID token of this issuer and of the client that is named', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '', access_token } = await browser.tokens();
  const wrong = [
    { id_token_hint: access_token },
    { id_token_hint: 'nonsense' },
    { id_token_hint: id_token, client_id: 'web' },
  ];
  for (const about of wrong) assert.equal(await errorOf(await logout(browser, about)), 'invalid_request');
  const portal = new Browser(browser.calls, 'portal');
  assert.equal(await errorOf(await logout(portal, { id_token_hint: id_token })), 'invalid_request');
  assert.equal(await isSignedIn(browser), true);
});

test('a form of another site is repeated as a visit, which comes with the cookie', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '' } = await browser.tokens();
  const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://app.example' };
  const form = { id_token_hint: id_token };
  const reply = await browser.post('/oidc/logout', form, headers);
  assert.equal(reply.status, 303);
  const location = new URL(reply.headers.get('Location') ?? '', browser.issuer);
  assert.equal(location.searchParams.get('id_token_hint'), id_token);
  assert.equal(await isSignedIn(browser), true);
  await browser.get(location.href);
  assert.equal(await isSignedIn(browser), false);
});
