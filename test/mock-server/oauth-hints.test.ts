import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialCreation, RedirectReply } from '../../src/api/contract.ts';
import { Calls, claimsOf, Person, pool } from './calls.ts';
import { ada, Browser, codeOf, grace, readTokens, request } from './oauth-browser.ts';

/** Of another browser at the same workspace. */
async function idTokenFor(browser: Browser, person: typeof ada): Promise<string> {
  return (await browser.another().tokens({}, person)).id_token ?? '';
}

const loginPage = '/acme/identity/customers/login';
const errorIn = (url: URL) => url.searchParams.get('error');

test('prompt=none answers for the person of the hint only', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '' } = await browser.tokens();
  const silently = { prompt: 'none', id_token_hint: id_token };
  assert.notEqual(codeOf(await browser.authorize(silently)), '');
  const other = { prompt: 'none', id_token_hint: await idTokenFor(browser, grace) };
  assert.equal(errorIn(await browser.authorize(other)), 'login_required');
});

test('an ID token that has expired still is a hint', async () => {
  const browser = new Browser(new Calls());
  const { id_token = '' } = await browser.tokens();
  browser.calls.world.advance(2 * 3600);
  assert.notEqual(codeOf(await browser.authorize({ prompt: 'none', id_token_hint: id_token })), '');
});

test('where another person is signed in than the hint says, the page asks for the right one', async () => {
  const browser = new Browser(new Calls());
  const id_token_hint = await idTokenFor(browser, ada);
  await browser.tokens({}, grace);
  const page = await browser.authorize({ id_token_hint });
  assert.equal(page.pathname, loginPage);
  assert.equal(page.searchParams.get('login_hint'), 'ada@example.com');
  assert.equal((await browser.enterPassword(page, grace)).status, 401);
  const { id_token = '' } = await readTokens(await browser.exchange(codeOf(await browser.signIn(page))));
  assert.equal(claimsOf(id_token)['sub'], claimsOf(id_token_hint)['sub']);
});

test('who signs up where the hint says another person gives the client no code', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize({ id_token_hint: await idTokenFor(browser, ada) });
  const { login_id, login_state } = Object.fromEntries(page.searchParams);
  const mary = new Person(browser.calls, 'mary@example.com');
  const register = `${pool}/register/usernameless-webauthn`;
  const body = { identifier: mary.identifier, login_id, login_state };
  const begun = await browser.calls.call('POST', `${register}/begin`, { body });
  const made = mary.create(begun.body as CredentialCreation);
  const done = await browser.calls.call('POST', `${register}/complete`, { body: made });
  const back = await browser.continueAt((done.body as RedirectReply).redirect_to);
  assert.equal(back.origin, 'http://localhost:9999');
  assert.equal(errorIn(back), 'login_required');
  assert.equal(back.searchParams.get('state'), request.state);
  assert.equal(codeOf(back), '');
});

test('nothing but an ID token of this issuer is a hint', async () => {
  const browser = new Browser(new Calls());
  const { access_token } = await browser.tokens();
  const { id_token: foreign = '' } = await new Browser(browser.calls, 'portal').tokens();
  for (const id_token_hint of [access_token, foreign, 'nonsense']) {
    assert.equal(errorIn(await browser.authorize({ id_token_hint })), 'invalid_request');
  }
});

test('a session may be as old as max_age says, and 0 always asks', async () => {
  const browser = new Browser(new Calls());
  await browser.tokens();
  assert.equal((await browser.authorize({ max_age: '0' })).pathname, loginPage);
  browser.calls.world.advance(300);
  assert.notEqual(codeOf(await browser.authorize({ max_age: '300' })), '');
  browser.calls.world.advance(1);
  assert.equal((await browser.authorize({ max_age: '300' })).pathname, loginPage);
  const silently = await browser.authorize({ max_age: '300', prompt: 'none' });
  assert.equal(errorIn(silently), 'login_required');
});

test('a sign-in that has outlived max_age on the way back is asked for once more', async () => {
  const browser = new Browser(new Calls());
  const asked = { max_age: '60' };
  const answer = await browser.enterPassword(await browser.authorize(asked));
  browser.calls.world.advance(61);
  const again = await browser.continueAt((answer.body as RedirectReply).redirect_to);
  assert.equal(again.href, browser.authorizeUrl(asked));
  const page = await browser.continueAt(again.href);
  assert.equal(page.pathname, loginPage);
  assert.notEqual(codeOf(await browser.signIn(page)), '');
});

test('a sign-in that max_age=0 asked for does, whatever time it took to come back', async () => {
  const browser = new Browser(new Calls());
  const answer = await browser.enterPassword(await browser.authorize({ max_age: '0' }));
  browser.calls.world.advance(61);
  assert.notEqual(codeOf(await browser.continueAt((answer.body as RedirectReply).redirect_to)), '');
});
