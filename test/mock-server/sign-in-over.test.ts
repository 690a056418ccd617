import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calls, errorCode, origin, pool } from './calls.ts';
import { Browser, codeOf, request } from './oauth-browser.ts';

const tooLong = 30 * 60 + 1;

/** The page at that URL, which must not be JSON: its heading and the targets of its links. */
async function visited(browser: Browser, url: string) {
  const reply = await browser.get(url, { Accept: 'text/html' });
  const text = await reply.text();
  assert.match(reply.headers.get('Content-Type') ?? '', /^text\/html\b/);
  assert.match(reply.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/);
  const links = [...text.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  return { status: reply.status, heading: /<h1>(.*)<\/h1>/.exec(text)?.[1], links };
}

const continueOf = ({ issuer }: Browser, { search }: URL) => `${issuer}/oauth2/continue${search}`;

test('a sign-in page that was open for too long leads to a new one, for the same request', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  browser.calls.world.advance(tooLong);
  for (const url of [page.href, continueOf(browser, page)]) {
    const { status, heading, links } = await visited(browser, url);
    assert.deepEqual([status, heading], [400, 'This sign-in took too long']);
    const [again = '', toClient = ''] = links;
    assert.deepEqual(Object.fromEntries(new URL(again).searchParams), request);
    const answer = new URL(toClient);
    assert.equal(answer.origin + answer.pathname, request.redirect_uri);
    assert.equal(answer.searchParams.get('error'), 'access_denied');
    assert.equal(answer.searchParams.get('state'), request.state);
    assert.equal(answer.searchParams.get('iss'), browser.issuer);
  }
  const [again = ''] = (await visited(browser, page.href)).links;
  const next = await browser.get(again);
  assert.notEqual(codeOf(await browser.signIn(new URL(next.headers.get('Location') ?? ''))), '');
});

test('a sign-in that is finished leads to the app, by its page and by its last step', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  await browser.signIn(page);
  for (const url of [page.href, continueOf(browser, page)]) {
    const { status, heading, links } = await visited(browser, url);
    assert.deepEqual([status, heading], [400, 'This sign-in is finished']);
    assert.deepEqual(links, ['http://localhost:9999/']);
  }
});

test("the page of another browser's sign-in leads to the app, where a sign-in of one's own begins", async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  const { heading, links } = await visited(browser.another(), page.href);
  assert.equal(heading, 'This sign-in began in another browser');
  assert.deepEqual(links, ['http://localhost:9999/']);
});

test('a sign-in that the server does not know, or not any more, is a page that says where to go', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  const other = await visited(browser, `${origin}${pool}/login?login_id=toString&login_state=x`);
  assert.deepEqual([other.heading, other.links], ['This sign-in page is out of date', []]);
  browser.calls.world.advance(25 * 3600);
  assert.equal((await visited(browser, page.href)).heading, 'This sign-in page is out of date');
});

test('the way on from a sign-in that took too long is known the next morning', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  browser.calls.world.advance(12 * 3600);
  assert.equal((await visited(browser, page.href)).links.length, 2);
});

for (const [when, ends] of [
  ['took too long', async (browser: Browser) => browser.calls.world.advance(tooLong)],
  ['is finished', async (browser: Browser, page: URL) => browser.signIn(page)],
] as const) {
  test(`a call about a sign-in that ${when} is told so by a code of its own`, async () => {
    const browser = new Browser(new Calls());
    const page = await browser.authorize();
    await ends(browser, page);
    const { login_id, login_state } = Object.fromEntries(page.searchParams);
    const body = { identifier: 'ada@example.com', password: 'analytical engine', login_id, login_state };
    for (const path of ['/login/password', '/login/usernameless-webauthn/begin']) {
      const answer = await browser.calls.call('POST', pool + path, { body });
      assert.deepEqual([answer.status, errorCode(answer)], [400, 'transaction_over']);
    }
  });
}

test('a finished sign-in keeps nothing of who signed in', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  await browser.signIn(page);
  const late = await browser.get(continueOf(browser, page));
  assert.equal(late.headers.get('Location'), null);
  assert.deepEqual(late.headers.getSetCookie(), []);
});

test('the sign-in page comes back to the server when its time is over', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  browser.calls.world.advance(600);
  const text = await (await browser.get(page.href)).text();
  assert.match(text, /<meta http-equiv="refresh" content="1200" \/>/);
});

test('the form of a page without its script leads back to the page', async () => {
  const browser = new Browser(new Calls());
  const page = await browser.authorize();
  const form = { authn_mode: 'password_view', identifier: 'ada@example.com', password: 'x' };
  const reply = await browser.submit(page, form);
  assert.match(
    await reply.text(),
    /The identifier or the password is wrong\.[^]*action="\?server_id=shop&amp;login_id=/,
  );
});

const wrong = [
  ['an unknown client', '/oauth2/authorize?client_id=nobody'],
  ['a parameter that is given twice', '/oauth2/authorize?scope=a&scope=b'],
  ['a hint that is none', '/oidc/logout?id_token_hint=x'],
] as const;

for (const [name, path] of wrong) {
  test(`a person with ${name} finds a page, and a program JSON`, async () => {
    const browser = new Browser(new Calls());
    const { status, heading } = await visited(browser, browser.issuer + path);
    assert.deepEqual([status, heading], [400, 'This did not work']);
    const program = await browser.get(browser.issuer + path);
    assert.equal(program.headers.get('Content-Type'), 'application/json');
  });
}
