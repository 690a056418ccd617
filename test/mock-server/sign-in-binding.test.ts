import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion, CredentialCreation, RedirectReply } from '../../src/api/contract.ts';
import { type Answer, Calls, errorCode, origin, Person, pool, system } from './calls.ts';
import { Browser, codeOf } from './oauth-browser.ts';

const password = 'analytical engine';
const login = `${pool}/login/usernameless-webauthn`;
const register = `${pool}/register/usernameless-webauthn`;

const post = ({ calls }: Browser, path: string, body: unknown): Promise<Answer> =>
  calls.call('POST', path, { body });

/** `login_id` and `login_state`, which everybody sees who is sent the link. */
function placeOf(page: URL): Readonly<Record<string, unknown>> {
  const { login_id, login_state } = Object.fromEntries(page.searchParams);
  return { login_id, login_state };
}

const continueOf = ({ issuer }: Browser, { search }: URL) => `${issuer}/oauth2/continue${search}`;

/** Asserts that a browser gets nothing of a sign-in: no code, no session, and no cookie. */
async function assertNothing(browser: Browser, url: string): Promise<void> {
  const reply = await browser.get(url);
  assert.equal(reply.status, 400);
  assert.equal(reply.headers.get('Location'), null);
  assert.deepEqual(reply.headers.getSetCookie(), []);
}

test('a sign-in is kept by a cookie that no script and no other site reads', async () => {
  const browser = new Browser(new Calls());
  const reply = await browser.get(browser.authorizeUrl());
  const id = new URL(reply.headers.get('Location') ?? '').searchParams.get('login_id') ?? '';
  const [cookie = ''] = reply.headers.getSetCookie();
  assert.match(cookie, new RegExp(`^connect_sign_in_${id}=[\\w-]{43}; `));
  assert.match(cookie, /; Max-Age=1800; Path=\/acme; HttpOnly; SameSite=Lax$/);
});

test('over https its cookie is secure', async () => {
  const browser = new Browser(new Calls());
  const url = browser.authorizeUrl().replace('http:', 'https:');
  const reply = await browser.get(url);
  assert.match(reply.headers.getSetCookie()[0] ?? '', /; Secure; /);
});

const calls: readonly [string, (other: Browser, place: object) => Promise<Answer>][] = [
  [
    'a password',
    (other, place) =>
      post(other, `${pool}/login/password`, { identifier: 'ada@example.com', password, ...place }),
  ],
  ['the beginning of a sign-in with a passkey', (other, place) => post(other, `${login}/begin`, place)],
  [
    'the beginning of a sign-up',
    (other, place) => post(other, `${register}/begin`, { identifier: 'new@example.com', ...place }),
  ],
];

for (const [name, ask] of calls) {
  test(`${name} is refused in another browser than the one that began`, async () => {
    const browser = new Browser(new Calls());
    const place = placeOf(await browser.authorize());
    const refused = await ask(browser.another(), place);
    assert.deepEqual([refused.status, errorCode(refused)], [400, 'transaction_over']);
    assert.equal((await ask(browser, place)).status, 200);
  });
}

test('the answer to a challenge is refused in another browser than the one that began', async () => {
  const browser = new Browser(new Calls());
  const other = browser.another();
  const ada = new Person(browser.calls);
  await ada.enrol();
  const place = placeOf(await browser.authorize());
  const options = (await post(browser, `${login}/begin`, place)).body as CredentialAssertion;
  const answer = await post(other, `${login}/complete`, ada.get(options));
  assert.deepEqual([answer.status, errorCode(answer)], [400, 'transaction_over']);
  const creation = (await post(browser, `${register}/begin`, { identifier: 'new@example.com', ...place }))
    .body;
  const made = await post(other, `${register}/complete`, ada.create(creation as CredentialCreation));
  assert.deepEqual([made.status, errorCode(made)], [400, 'transaction_over']);
});

test('a second factor is refused in another browser than the one that began', async () => {
  const browser = new Browser(new Calls());
  const token = await browser.calls.backendToken();
  const body = { second_factor_authentication_mechanisms: ['webauthn'] };
  await browser.calls.call('PUT', system, { token, body });
  await new Person(browser.calls).enrol();
  const place = placeOf(await browser.authorize());
  await post(browser, `${pool}/login/password`, { identifier: 'ada@example.com', password, ...place });
  assert.equal(errorCode(await post(browser.another(), `${login}/begin`, place)), 'transaction_over');
  assert.equal((await post(browser, `${login}/begin`, place)).status, 200);
});

test('who sends the link of a sign-in gets nothing of the person who opens it', async () => {
  const attacker = new Browser(new Calls());
  const ada = attacker.another();
  const page = await attacker.authorize();
  await assertNothing(ada, page.href);
  const answer = await post(ada, `${pool}/login/password`, {
    identifier: 'ada@example.com',
    password,
    ...placeOf(page),
  });
  assert.equal(answer.status, 400);
  await assertNothing(attacker, continueOf(attacker, page));
});

test('a finished sign-in signs in no other browser, and still its own', async () => {
  const grace = new Browser(new Calls());
  const page = await grace.authorize();
  const body = { identifier: 'grace@example.com', password: 'nanosecond wire', ...placeOf(page) };
  const { redirect_to } = (await post(grace, `${pool}/login/password`, body)).body as RedirectReply;
  await assertNothing(grace.another(), redirect_to);
  const reply = await grace.get(redirect_to);
  assert.notEqual(codeOf(new URL(reply.headers.get('Location') ?? '')), '');
});

test('a cookie of one sign-in opens no other', async () => {
  const attacker = new Browser(new Calls());
  const ada = attacker.another();
  const sent = await attacker.authorize();
  const own = await ada.authorize();
  await assertNothing(ada, sent.href);
  const mixed = { ...placeOf(own), login_id: sent.searchParams.get('login_id') };
  assert.equal(errorCode(await post(ada, `${login}/begin`, mixed)), 'transaction_over');
});

test('two tabs sign in, each in its own sign-in, in whatever order', async () => {
  const browser = new Browser(new Calls());
  const [first, second] = [await browser.authorize(), await browser.authorize({ state: 'second' })];
  assert.equal((await browser.signIn(second)).searchParams.get('state'), 'second');
  assert.notEqual(codeOf(await browser.signIn(first)), '');
});

test('two tabs that begin before either has an answer sign in, too', async () => {
  const browser = new Browser(new Calls());
  const pages = await Promise.all([browser.authorize(), browser.authorize()]);
  for (const page of pages) assert.notEqual(codeOf(await browser.signIn(page)), '');
});

test('the cookie of a sign-in ends with it', async () => {
  const browser = new Browser(new Calls());
  await browser.signIn(await browser.authorize());
  assert.deepEqual(browser.calls.cookies.names, ['connect_session_shop']);
});

test('a browser that begins again and again keeps twenty sign-ins: its calls stay small', async () => {
  const browser = new Browser(new Calls());
  const first = await browser.authorize();
  browser.calls.world.advance(1);
  for (let count = 0; count < 30; count += 1) await browser.authorize();
  assert.equal(browser.calls.cookies.names.length, 20);
  await assertNothing(browser, first.href);
  assert.notEqual(codeOf(await browser.signIn(await browser.authorize())), '');
});

test('a session gets another secret at every sign-in, and the one before is over', async () => {
  const browser = new Browser(new Calls());
  await browser.signIn(await browser.authorize());
  const former = browser.calls.cookies.header;
  await browser.signIn(await browser.authorize({ prompt: 'login' }));
  assert.notEqual(browser.calls.cookies.header, former);
  const silent = browser.authorizeUrl({ prompt: 'none' });
  const fixed = await browser.another().get(silent, { Cookie: former });
  assert.equal(new URL(fixed.headers.get('Location') ?? '').searchParams.get('error'), 'login_required');
  assert.notEqual(codeOf(await browser.authorize({ prompt: 'none' })), '');
});

test('a page of another origin may not bring the cookie along', async () => {
  const shop = 'http://localhost:7000';
  const browser = new Browser(new Calls({ origins: [shop] }));
  const headers = { Origin: shop, 'Access-Control-Request-Method': 'POST' };
  const preflight = await browser.calls.server.request(`${origin}${login}/begin`, {
    method: 'OPTIONS',
    headers,
  });
  assert.equal(preflight.headers.get('Access-Control-Allow-Credentials'), null);
});

test('a server inside of the only browser that reaches it needs no cookie', async () => {
  const browser = new Browser(new Calls());
  const place = placeOf(await browser.authorize());
  const request = new Request(`${origin}${login}/begin`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(place),
  });
  assert.equal((await browser.calls.server.fetch(request, { onlyBrowser: true })).status, 200);
});
