import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorization } from '../../demo/backend/authorization.ts';
import { cookieSessions } from '../../demo/backend/cookie-sessions.ts';
import { issuerKeys } from '../../demo/backend/tokens.ts';
import { createMockServer } from '../../mock-server/app.ts';
import type { RedirectReply, TokenReply } from '../../src/api/contract.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';

const origin = 'http://localhost:5173';

/** An access token that the workspace gave to a client. */
type Mint = (client: string) => Promise<TokenReply>;

/** @param spoil changes the tokens that a code is exchanged for */
function site(spoil = (tokens: TokenReply, _mint: Mint): Promise<object> | object => tokens) {
  const environment = fakeEnvironment();
  const mock = createMockServer({ world: environment });
  const calls: string[] = [];
  const follows = new Set<RequestRedirect>();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    calls.push(new URL(request.url).pathname);
    follows.add(request.redirect);
    const reply = await mock.fetch(request);
    if (!reply.ok || !request.url.endsWith('/oauth2/token')) return reply;
    return Response.json(await spoil((await reply.json()) as TokenReply, mint));
  };
  const mint: Mint = async (client) => {
    const about = { workspace: 'shop', user: 'ada@example.com', client, scope: 'view_ss_profile' };
    return (await (await post(`${origin}/_mock/tokens`, about)).json()) as TokenReply;
  };
  const post = async (url: string, body: object, cookie = '') => {
    const headers = { 'Content-Type': 'application/json', Cookie: cookie };
    return mock.request(url, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  /** Ada signs in on the hosted page that a URL leads to. @returns the path that brings her back */
  const signIn = async (leads: URL): Promise<string> => {
    const begun = await mock.request(leads);
    const cookie = begun.headers.getSetCookie().map((line) => line.split(';')[0]);
    const query = new URL(begun.headers.get('Location') ?? '').searchParams;
    const { login_id, login_state } = Object.fromEntries(query);
    const body = { identifier: 'ada@example.com', password: 'analytical engine', login_id, login_state };
    const done = await post(`${origin}/acme/identity/customers/login/password`, body, cookie.join('; '));
    const { redirect_to } = (await done.json()) as RedirectReply;
    const back = await mock.request(redirect_to, { headers: { Cookie: cookie.join('; ') } });
    const { pathname, search } = new URL(back.headers.get('Location') ?? '');
    return pathname + search;
  };
  const backend = authorization({
    origin: () => origin,
    tenant: 'acme',
    workspaces: ['shop', 'portal'],
    sessions: cookieSessions(),
    now: () => environment.now(),
    fetch,
    keysOf: issuerKeys(fetch),
  });
  const open = async (path: string, cookie = '') =>
    backend.request(origin + path, { headers: { Cookie: cookie } });
  return { world: environment, calls, follows, open, signIn };
}

/** Where it leads, and the cookie that remembers it. */
async function begun({ open }: ReturnType<typeof site>) {
  const reply = await open('/demo/authorize?workspace=shop');
  const leads = new URL(reply.headers.get('Location') ?? '');
  return { leads, cookie: reply.headers.get('Set-Cookie')?.split(';')[0] ?? '', reply };
}

function callback(leads: URL, changes: Readonly<Record<string, string>> = {}): string {
  const state = leads.searchParams.get('state') ?? '';
  const query = { state, code: 'x', iss: `${origin}/acme/shop`, ...changes };
  return `/demo/callback?${new URLSearchParams(query).toString()}`;
}

describe('a sign-in on the hosted page', () => {
  it('begins with PKCE and a state that the browser remembers', async () => {
    const { leads, cookie, reply } = await begun(site());
    assert.equal(leads.origin + leads.pathname, `${origin}/acme/shop/oauth2/authorize`);
    assert.equal(leads.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(cookie, `demo_authorization=${leads.searchParams.get('state')}`);
    assert.match(reply.headers.get('Set-Cookie') ?? '', /HttpOnly; SameSite=Lax; Max-Age=600$/);
  });

  it('is not begun for a workspace of somebody else', async () => {
    assert.equal((await site().open('/demo/authorize?workspace=system')).status, 404);
  });

  const foreign: [string, (cookie: string) => string, Readonly<Record<string, string>>][] = [
    ['that another browser began', () => '', {}],
    ['with another state', (cookie) => cookie, { state: 'another' }],
    ['without a state', () => 'demo_authorization=', { state: '' }],
    ['of another issuer', (cookie) => cookie, { iss: `${origin}/acme/portal` }],
  ];
  for (const [which, cookieOf, changes] of foreign) {
    it(`${which} is not finished: no code is exchanged`, async () => {
      const here = site();
      const { leads, cookie } = await begun(here);
      const reply = await here.open(callback(leads, changes), cookieOf(cookie));
      assert.equal(reply.headers.get('Location'), '/login.html');
      assert.doesNotMatch(reply.headers.get('Set-Cookie') ?? '', /demo_session/);
      assert.deepEqual(here.calls, []);
    });
  }

  it('ends signed in, with a session of its own', async () => {
    const here = site();
    const { leads, cookie } = await begun(here);
    const reply = await here.open(await here.signIn(leads), cookie);
    assert.equal(reply.headers.get('Location'), '/account.html?workspace=shop');
    assert.match(reply.headers.get('Set-Cookie') ?? '', /demo_session=\w{64}/);
  });

  const spoiled: [string, (tokens: TokenReply, mint: Mint) => Promise<object> | object][] = [
    ['without an ID token', ({ access_token, token_type }) => ({ access_token, token_type })],
    [
      'with an access token of another client',
      async (tokens, mint) => ({ ...tokens, ...(await mint('web')) }),
    ],
  ];
  for (const [how, spoil] of spoiled) {
    it(`that is answered ${how} is not finished`, async () => {
      const here = site(spoil);
      const { leads, cookie } = await begun(here);
      const reply = await here.open(await here.signIn(leads), cookie);
      assert.equal(reply.headers.get('Location'), '/login.html');
    });
  }

  it('is not finished by tokens of another sign-in of the same client: the nonce is not its own', async () => {
    const here = site();
    const { leads, cookie } = await begun(here);
    leads.searchParams.set('nonce', 'that-of-another-sign-in');
    const reply = await here.open(await here.signIn(leads), cookie);
    assert.equal(reply.headers.get('Location'), '/login.html');
    assert.ok(here.calls.includes('/acme/shop/oauth2/token'));
  });

  it('that took more than ten minutes is not finished', async () => {
    const here = site();
    const { leads, cookie } = await begun(here);
    here.world.advance(600);
    assert.equal((await here.open(callback(leads), cookie)).headers.get('Location'), '/login.html');
    assert.deepEqual(here.calls, []);
  });

  it('gives way when a thousand others were begun after it, so that abandoned ones fill no memory', async () => {
    const here = site();
    const first = await begun(here);
    const second = await begun(here);
    for (let count = 0; count < 999; count++) await here.open('/demo/authorize?workspace=shop');
    await here.open(callback(first.leads), first.cookie);
    assert.deepEqual(here.calls, []);
    await here.open(callback(second.leads), second.cookie);
    assert.deepEqual(here.calls, ['/acme/shop/oauth2/token']);
  });

  it('is finished once, and not with a wrong code', async () => {
    const here = site();
    const { leads, cookie } = await begun(here);
    const reply = await here.open(callback(leads), cookie);
    assert.equal(reply.headers.get('Location'), '/login.html');
    await here.open(callback(leads), cookie);
    assert.deepEqual(here.calls, ['/acme/shop/oauth2/token']);
  });

  it('takes its code to no other address by a redirect', async () => {
    const here = site();
    const { leads, cookie } = await begun(here);
    await here.open(callback(leads), cookie);
    assert.deepEqual([...here.follows], ['error']);
  });
});
