import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import type { TokenReply } from '../../src/api/contract.ts';
import { createBackend } from '../../demo/backend/backend.ts';
import { cookieSessions } from '../../demo/backend/cookie-sessions.ts';
import { sameOriginJson } from '../../demo/backend/same-origin.ts';
import { issuerKeys } from '../../demo/backend/tokens.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';

const origin = 'http://localhost:5173';
const people = {
  ada: { identifier: 'ada@example.com', password: 'analytical engine' },
  grace: { identifier: 'grace@example.com', password: 'nanosecond wire' },
};

/** The demo's backend beside a real mock server, and a browser that keeps its cookie. */
function site() {
  const environment = fakeEnvironment();
  const mock = createMockServer({ world: environment });
  const calls: string[] = [];
  const follows = new Set<RequestRedirect>();
  const network = { down: false };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    calls.push(`${request.method} ${new URL(request.url).pathname}`);
    follows.add(request.redirect);
    if (network.down) throw new TypeError('Failed to fetch');
    return mock.fetch(request);
  };
  const backend = createBackend({
    origin: () => origin,
    tenant: 'acme',
    workspaces: ['shop', 'portal'],
    sessions: cookieSessions(),
    guard: sameOriginJson(() => origin),
    now: () => environment.now(),
    fetch,
    keysOf: issuerKeys(fetch),
  });
  let cookie = '';
  const call = async (method: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const init: RequestInit = { method, headers: { Cookie: cookie, Origin: origin, ...type, ...headers } };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await backend.request(`${origin}/demo/session`, init);
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const tokensOf = async (who: keyof typeof people, workspace = 'shop') => {
    const body = JSON.stringify({ ...people[who], workspace_id: workspace });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    const reply = await mock.request(`${origin}/acme/identity/customers/login/password`, init);
    return (await reply.json()) as TokenReply;
  };
  /** An access token that the workspace gave to a client. */
  const tokenFor = async (client: string) => {
    const about = { workspace: 'shop', user: 'ada@example.com', client, scope: 'view_ss_profile' };
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
    const reply = await mock.request(`${origin}/_mock/tokens`, { ...init, body: JSON.stringify(about) });
    return (await reply.json()) as { readonly access_token: string };
  };
  const session = async () => (await (await call('GET')).json()) as Record<string, unknown>;
  return { world: environment, network, calls, follows, call, tokensOf, tokenFor, session };
}

describe('the session of the demo', () => {
  it('is a cookie that scripts cannot read and other sites do not send', async () => {
    const { call, tokensOf } = site();
    const reply = await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    assert.equal(reply.status, 204);
    assert.match(
      reply.headers.get('Set-Cookie') ?? '',
      /^demo_session=\w{64}; Path=\/demo; HttpOnly; SameSite=Strict$/,
    );
  });

  it('tells a page who is signed in, and a token, without letting it be kept', async () => {
    const { call, tokensOf } = site();
    const tokens = await tokensOf('ada', 'portal');
    await call('POST', { workspace: 'portal', tokens });
    const reply = await call('GET');
    assert.equal(reply.headers.get('Cache-Control'), 'no-store');
    const { is, user, workspace, access_token: token } = (await reply.json()) as Record<string, unknown>;
    assert.deepEqual(
      [is, user, workspace, token],
      ['signed-in', 'ada@example.com', 'portal', tokens.access_token],
    );
  });

  it('is over after signing out', async () => {
    const { call, tokensOf, session } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    assert.equal((await call('DELETE')).status, 204);
    assert.deepEqual(await session(), { is: 'signed-out' });
  });

  it('gets a new name with each sign-in, so that nobody can prepare one', async () => {
    const { call, tokensOf } = site();
    const names = [];
    for (const who of ['ada', 'grace'] as const) {
      const reply = await call('POST', { workspace: 'shop', tokens: await tokensOf(who) });
      names.push(reply.headers.get('Set-Cookie'));
    }
    assert.notEqual(names[0], names[1]);
  });
});

describe('tokens', () => {
  it('are refreshed once when they have expired, for requests that come together as well', async () => {
    const { call, calls, tokensOf, session, world } = site();
    const tokens = await tokensOf('ada');
    await call('POST', { workspace: 'shop', tokens });
    world.advance(3600);
    const [one, other] = await Promise.all([session(), session()]);
    assert.equal(one['is'], 'signed-in');
    assert.notEqual(one['access_token'], tokens.access_token);
    assert.deepEqual(one, other);
    assert.equal(calls.filter((line) => line.endsWith('/oauth2/token')).length, 1);
  });

  it('are refreshed when the issuer is back, after a refresh that did not reach it', async () => {
    const { call, network, tokensOf, session, world } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    world.advance(3600);
    network.down = true;
    await assert.rejects(call('GET'));
    network.down = false;
    assert.equal((await session())['is'], 'signed-in');
  });

  it('are taken to no other address by a redirect', async () => {
    const { world, calls, follows, call, tokensOf, session } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    world.advance(3600);
    await session();
    assert.ok(calls.some((line) => line.endsWith('/oauth2/token')));
    assert.equal(follows.has('follow'), false);
  });

  it('end the session when they cannot be refreshed', async () => {
    const { call, tokensOf, session, world } = site();
    const { access_token, token_type } = await tokensOf('ada');
    const tokens = { access_token, token_type };
    await call('POST', { workspace: 'shop', tokens });
    world.advance(3600);
    assert.deepEqual(await session(), { is: 'signed-out' });
  });

  it('of a step-up are taken from the same person only', async () => {
    const { call, tokensOf, session } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    const grace = await call('PUT', { workspace: 'shop', tokens: await tokensOf('grace') });
    assert.equal(grace.status, 409);
    assert.equal((await session())['user'], 'ada@example.com');
    const ada = await call('PUT', { workspace: 'shop', tokens: await tokensOf('ada') });
    assert.equal(ada.status, 204);
  });

  const forgeries: [string, (tokens: TokenReply) => unknown][] = [
    ['with a broken signature', (tokens) => ({ ...tokens, access_token: tokens.access_token.slice(0, -4) })],
    ['that are no JWT', (tokens) => ({ ...tokens, access_token: 'x' })],
    ['that are missing', () => ({})],
    ['for another audience', (tokens) => ({ ...tokens, access_token: tokens.id_token })],
    ['that are no object', () => null],
    ['whose ID token is none', (tokens) => ({ ...tokens, id_token: tokens.access_token })],
    ['whose ID token is a number', (tokens) => ({ ...tokens, id_token: 1 })],
  ];
  for (const [which, forge] of forgeries) {
    it(`${which} start no session`, async () => {
      const { call, tokensOf, session } = site();
      const reply = await call('POST', { workspace: 'shop', tokens: forge(await tokensOf('ada')) });
      assert.equal(reply.status, 401);
      assert.deepEqual(await session(), { is: 'signed-out' });
    });
  }

  it('of another client start no session: another app got them for something else', async () => {
    const { call, tokenFor, session } = site();
    const own = await call('POST', { workspace: 'shop', tokens: await tokenFor('first-party') });
    assert.equal(own.status, 204);
    await call('DELETE');
    for (const client of ['spa', 'some-other-app']) {
      const reply = await call('POST', { workspace: 'shop', tokens: await tokenFor(client) });
      assert.equal(reply.status, 401);
    }
    assert.deepEqual(await session(), { is: 'signed-out' });
  });

  it('of another client are no step-up either', async () => {
    const { call, tokensOf, tokenFor } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    const stepUp = await call('PUT', { workspace: 'shop', tokens: await tokenFor('some-other-app') });
    assert.equal(stepUp.status, 401);
  });

  it('of two people start no session', async () => {
    const { call, tokensOf } = site();
    const [ada, grace] = [await tokensOf('ada'), await tokensOf('grace')];
    const tokens = { ...ada, id_token: grace.id_token };
    assert.equal((await call('POST', { workspace: 'shop', tokens })).status, 401);
  });

  it('of another workspace than said start no session', async () => {
    const { call, tokensOf } = site();
    const tokens = await tokensOf('ada', 'portal');
    assert.equal((await call('POST', { workspace: 'shop', tokens })).status, 401);
    assert.equal((await call('POST', { workspace: 'system', tokens })).status, 401);
  });
});

describe('a call that a foreign page could make a browser send', () => {
  const foreign: [string, Record<string, string>][] = [
    ['with a foreign Origin', { Origin: 'https://evil.example' }],
    ['with the Origin of a sandboxed frame', { Origin: 'null' }],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sibling domain', { 'Sec-Fetch-Site': 'same-site' }],
    ['as a form would send it', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['as text', { 'Content-Type': 'text/plain' }],
  ];
  for (const [how, headers] of foreign) {
    it(`is refused ${how}`, async () => {
      const { call, tokensOf, session } = site();
      const reply = await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') }, headers);
      assert.equal(reply.status, 403);
      assert.equal(reply.headers.get('Access-Control-Allow-Origin'), null);
      assert.deepEqual(await session(), { is: 'signed-out' });
    });
  }

  it('cannot sign anybody out', async () => {
    const { call, tokensOf, session } = site();
    await call('POST', { workspace: 'shop', tokens: await tokensOf('ada') });
    assert.equal((await call('DELETE', undefined, { Origin: 'https://evil.example' })).status, 403);
    assert.equal((await session())['is'], 'signed-in');
  });
});
