import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockServer, isServerPath, type Layout, type MockServer } from '../../mock-server/app.ts';
import { standardPath } from '../../mock-server/domain/url-layout.ts';
import type {
  CredentialAssertion,
  CredentialCreation,
  RedirectReply,
  SelfProfile,
  TokenReply,
  UserDetails,
} from '../../src/api/contract.ts';
import { selfServiceBase, systemBase } from '../../src/api/urls.ts';
import type { WorkspaceConfig } from '../../src/api/urls.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { Device } from '../support/device.ts';
import { assertDescribed } from '../support/openapi.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';
import { origin } from './calls.ts';
import { request as authorization, verifier } from './oauth-browser.ts';

/** Each base of docs/connect-api.md, "Base URLs", and the options of the SDK that lead to it. */
interface Expected {
  readonly layout: Layout;
  readonly config: WorkspaceConfig;
  readonly signIn: string;
  readonly tokenEndpoint: string;
  readonly settings: string;
}

const layouts: readonly Expected[] = [
  {
    layout: 'standard',
    config: { issuer: `${origin}/acme/shop` },
    signIn: `${origin}/acme/identity/customers`,
    tokenEndpoint: `${origin}/acme/system/oauth2/token`,
    settings: `${origin}/api/admin/acme/servers/shop`,
  },
  {
    layout: 'tenant-domain',
    config: { issuer: `${origin}/shop` },
    signIn: `${origin}/identity/customers`,
    tokenEndpoint: `${origin}/system/oauth2/token`,
    settings: `${origin}/api/admin/servers/shop`,
  },
  {
    layout: 'workspace-domain:shop',
    config: { issuer: origin },
    signIn: `${origin}/identity/customers`,
    // The system workspace is not on this domain.
    tokenEndpoint: `${origin}/acme/system/oauth2/token`,
    settings: `${origin}/api/admin/servers/shop`,
  },
];

/** Calls a server by URLs of its layout; every reply is compared with openapi.yaml. */
class Visit {
  readonly server: MockServer;
  readonly layout: Layout;
  readonly #cookies = new CookieJar();

  constructor(layout: Layout) {
    this.layout = layout;
    this.server = createMockServer({ layout, world: fakeEnvironment() });
  }

  async ask(method: string, url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Cookie', this.#cookies.header);
    const reply = await this.server.request(url, { ...init, method, headers });
    const { pathname } = new URL(url);
    await assertDescribed(method, origin + standardPath(this.layout, pathname), reply);
    this.#cookies.keep(reply);
    return reply;
  }

  async json<T>(method: string, url: string, body?: unknown, token?: string): Promise<T> {
    const bearer: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await this.ask(method, url, { headers: { ...bearer, ...type }, ...content });
    const text = await reply.text();
    assert.ok(reply.ok, `${method} ${url} answered ${reply.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async form<T>(url: string, form: Readonly<Record<string, string>>): Promise<T> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const reply = await this.ask('POST', url, { headers, body: new URLSearchParams(form).toString() });
    assert.equal(reply.status, 200, await reply.clone().text());
    return (await reply.json()) as T;
  }

  /** Where a redirect leads. */
  async redirect(url: string): Promise<URL> {
    const reply = await this.ask('GET', url);
    assert.equal(reply.status, 302, await reply.clone().text());
    return new URL(reply.headers.get('Location') ?? '');
  }
}

type Metadata = Readonly<Record<string, string>>;

async function discovered(visit: Visit, { config: { issuer } }: Expected): Promise<Metadata> {
  const metadata = await visit.json<Metadata>('GET', `${issuer}/.well-known/openid-configuration`);
  assert.equal(metadata['issuer'], issuer);
  for (const name of ['authorization', 'token', 'userinfo', 'end_session', 'revocation', 'introspection']) {
    assert.ok(metadata[`${name}_endpoint`]?.startsWith(`${issuer}/`), name);
  }
  await visit.json('GET', metadata['jwks_uri'] ?? '');
  return metadata;
}

/** Enrols a passkey after a sign-in with the password. */
async function enrolled(visit: Visit, { signIn, config }: Expected, device: Device): Promise<SelfProfile> {
  const person = { identifier: 'ada@example.com', password: 'analytical engine', workspace_id: 'shop' };
  const { access_token: token } = await visit.json<TokenReply>('POST', `${signIn}/login/password`, person);
  const self = `${selfServiceBase(config)}/v2/self`;
  const enrol = `${self}/usernameless-webauthn/create`;
  const options = await visit.json<CredentialCreation>('POST', `${enrol}/begin`, undefined, token);
  await visit.json('POST', `${enrol}/complete`, device.create(options.publicKey), token);
  return visit.json('GET', `${self}/me`, undefined, token);
}

/** Signs in on the hosted page that an authorization request leads to, and goes back to the client. */
async function signedIn(visit: Visit, expected: Expected, device: Device, authorize: string): Promise<URL> {
  const { issuer } = expected.config;
  const page = await visit.redirect(authorize);
  assert.equal(page.origin + page.pathname, `${expected.signIn}/login`);
  const html = await (await visit.ask('GET', page.href)).text();
  assert.ok(html.includes(`issuer="${issuer}"`));
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';
  assert.equal((await visit.server.request(origin + style)).status, 200);
  const login = `${expected.signIn}/login/usernameless-webauthn`;
  const place = Object.fromEntries(page.searchParams);
  const { publicKey } = await visit.json<CredentialAssertion>('POST', `${login}/begin`, place);
  const reply = await visit.json<RedirectReply>('POST', `${login}/complete`, device.get(publicKey));
  assert.ok(reply.redirect_to.startsWith(`${issuer}/oauth2/continue?`));
  return visit.redirect(reply.redirect_to);
}

for (const expected of layouts) {
  const { layout, config, signIn, tokenEndpoint, settings } = expected;
  const { issuer } = config;

  test(`${layout}: a person enrols, and signs in through the hosted page`, async () => {
    const visit = new Visit(layout);
    const device = new Device(origin);
    const metadata = await discovered(visit, expected);
    const me = await enrolled(visit, expected, device);
    assert.equal(me.credentials?.filter(({ type }) => type === 'webauthn').length, 1);

    const query = new URLSearchParams(authorization).toString();
    const authorize = `${metadata['authorization_endpoint'] ?? ''}?${query}`;
    const back = await signedIn(visit, expected, device, authorize);
    assert.equal(back.searchParams.get('iss'), issuer);
    const { client_id, redirect_uri } = authorization;
    const code = back.searchParams.get('code') ?? '';
    const grant = {
      grant_type: 'authorization_code',
      client_id,
      redirect_uri,
      code,
      code_verifier: verifier,
    };
    const { access_token: token } = await visit.form<TokenReply>(metadata['token_endpoint'] ?? '', grant);
    const userinfo = metadata['userinfo_endpoint'] ?? '';
    assert.equal((await visit.json<{ sub: string }>('GET', userinfo, undefined, token)).sub, me.id);
    assert.ok((await visit.redirect(authorize)).searchParams.has('code'), 'the session is known there');
  });

  test(`${layout}: a backend gets its token, manages passkeys and settings`, async () => {
    const visit = new Visit(layout);
    const { access_token: backend } = await visit.form<TokenReply>(tokenEndpoint, {
      grant_type: 'client_credentials',
      client_id: 'backoffice',
      client_secret: 'backoffice-secret',
      scope: 'identity manage_configuration',
    });
    const base = `${systemBase(config)}/system/pools/customers`;
    const key = { identifier: 'ada@example.com' };
    const { id } = await visit.json<UserDetails>('POST', `${base}/users/by_key`, key, backend);
    const enrol = `${base}/users/${id}/usernameless-webauthn/create`;
    const options = await visit.json<CredentialCreation>('POST', `${enrol}/begin`, undefined, backend);
    await visit.json('POST', `${enrol}/complete`, new Device(origin).create(options.publicKey), backend);
    const { credentials } = await visit.json<UserDetails>('GET', `${base}/users/${id}`, undefined, backend);
    const passkey = credentials?.find(({ type }) => type === 'webauthn')?.id ?? '';
    await visit.json('DELETE', `${base}/users/${id}/webauthn/${passkey}`, undefined, backend);
    await visit.json('GET', base, undefined, backend);
    await visit.json('PUT', settings, { authentication_mechanisms: ['password', 'webauthn'] }, backend);
    const minted = { workspace: 'system', client: 'backoffice', scope: 'identity' };
    const { access_token } = await visit.json<TokenReply>('POST', `${origin}/_mock/tokens`, minted);
    await visit.json('GET', `${base}/users/${id}`, undefined, access_token);
  });

  test(`${layout}: recent calls and rehearsed outages name paths as they are called`, async () => {
    const visit = new Visit(layout);
    const path = new URL(`${issuer}/.well-known/jwks.json`).pathname;
    await visit.json('POST', `${origin}/_mock/scenario`, { path, effect: 'fail' });
    assert.equal((await visit.server.request(origin + path)).status, 503);
    const { requests } = await visit.json<{ requests: { path: string }[] }>(
      'GET',
      `${origin}/_mock/requests`,
    );
    assert.deepEqual(requests.at(-1)?.path, path);
  });

  test(`${layout}: standard paths stay what they are`, () => {
    const bases = ['/acme/shop', '/acme/identity/customers', '/api/identity/acme/system/pools/customers'];
    for (const path of [...bases, '/api/admin/acme/servers/shop', '/_mock']) {
      assert.equal(standardPath(layout, path), path);
    }
  });

  test(`${layout}: a host knows which paths of an origin are the server's`, () => {
    const bases = [`${issuer}/oauth2/token`, selfServiceBase(config), systemBase(config), signIn];
    for (const url of [...bases, tokenEndpoint, settings]) {
      assert.ok(isServerPath(new URL(url).pathname, layout), url);
    }
    const ofTheSite = ['/', '/index.html', '/src/main.ts', '/assets/shop.js', '/identityx', '/api/other'];
    for (const path of [...ofTheSite, '/.well-known/webauthn']) assert.ok(!isServerPath(path, layout), path);
  });
}

test('a workspace without a domain of its own keeps its standard issuer beside one that has', async () => {
  const visit = new Visit('workspace-domain:shop');
  const url = `${origin}/acme/portal/.well-known/openid-configuration`;
  assert.equal((await visit.json<{ issuer: string }>('GET', url)).issuer, `${origin}/acme/portal`);
});
