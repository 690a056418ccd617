import type {
  CredentialAssertion,
  CredentialCreation,
  SelfProfile,
  TokenReply,
} from '../../../src/api/contract.ts';

/** The server somewhere, and an authenticator there. Runs in Node and in pages: no test framework, no Node. */
export interface Host {
  readonly origin: string;
  /** False where a host cannot redirect: a service worker never sees navigations. */
  readonly redirects: boolean;
  /** Asks the host for a path of that origin. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  create(options: CredentialCreation): Promise<unknown>;
  get(options: CredentialAssertion): Promise<unknown>;
}

export interface Demand {
  readonly name: string;
  readonly of: (host: Host) => Promise<void>;
}

/** What every host of the mock server keeps. Each starts from the beginning of the world. */
export const demands: readonly Demand[] = [
  {
    name: 'a person goes from the password to a passkey, signs in with it, names it and keeps it',
    of: journey,
  },
  { name: 'issuer, Relying Party ID and origin are those of the URL that was called', of: ownAddress },
  { name: 'refusals have the body of the vendor', of: refusals },
  { name: 'a body above 64 kB is refused', of: bodyLimit },
  { name: 'a write that comes too late is refused', of: preconditions },
  { name: 'a repeated call gets the first answer again', of: idempotency },
  { name: 'a call that is dropped fails like a network, and is not made', of: drops },
  { name: 'an authorization request leads to the sign-in page', of: redirects },
  { name: 'a sign-in page belongs to the browser that it was opened for', of: binding },
  { name: 'what is no call of the API is left to the site', of: others },
];

const shop = '/acme/shop/identity/v2/self';
const pool = '/acme/identity/customers';
const smart = `${shop}/usernameless-webauthn/create`;
const authorize = `/acme/shop/oauth2/authorize?${new URLSearchParams({
  client_id: 'spa',
  redirect_uri: 'http://localhost:9999/callback',
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}).toString()}`;
const json = { 'Content-Type': 'application/json' };

async function journey(host: Host): Promise<void> {
  const password = { identifier: 'ada@example.com', password: 'analytical engine', workspace_id: 'shop' };
  const { access_token: token } = await sent<TokenReply>(host, 'POST', `${pool}/login/password`, password);
  const creation = await sent<CredentialCreation>(host, 'POST', `${smart}/begin`, undefined, token);
  await sent(host, 'POST', `${smart}/complete`, await host.create(creation), token);
  const login = `${pool}/login/usernameless-webauthn`;
  const request = await sent<CredentialAssertion>(host, 'POST', `${login}/begin`, { workspace_id: 'shop' });
  const tokens = await sent<TokenReply>(host, 'POST', `${login}/complete`, await host.get(request));
  const passkey = `${shop}/webauthn/${(await passkeys(host, tokens.access_token))[0]?.id ?? ''}`;
  const renamed = await ask(host, 'PUT', `${passkey}/name`, { name: 'Work MacBook' }, token);
  same(renamed.status, 204, 'renaming');
  same(await renamed.text(), '', 'the body of 204');
  same((await ask(host, 'DELETE', passkey, undefined, token)).status, 409, 'removing the last passkey');
  same((await passkeys(host, token))[0]?.name, 'Work MacBook', 'the name');
}

async function ownAddress(host: Host): Promise<void> {
  const metadata = await sent<{ issuer: string }>(host, 'GET', '/acme/shop/.well-known/openid-configuration');
  same(metadata.issuer, `${host.origin}/acme/shop`, 'issuer');
  const begin = `${pool}/login/usernameless-webauthn/begin`;
  const { publicKey } = await sent<CredentialAssertion>(host, 'POST', begin, { workspace_id: 'shop' });
  same(publicKey.rpId, new URL(host.origin).hostname, 'rpId');
}

async function refusals(host: Host): Promise<void> {
  const reply = await ask(host, 'DELETE', `${shop}/webauthn/x`);
  same(reply.status, 401, 'status');
  const text = await reply.text();
  same(text.endsWith('}\n'), true, 'the newline at the end');
  const members = Object.keys(JSON.parse(text) as object)
    .sort()
    .join();
  same(members, 'details,error,error_code,status_code', 'members');
}

async function bodyLimit(host: Host): Promise<void> {
  const body = { workspace_id: 'x'.repeat(65 * 1024) };
  const reply = await ask(host, 'POST', `${pool}/login/usernameless-webauthn/begin`, body);
  same(reply.status, 413, 'status');
}

async function preconditions(host: Host): Promise<void> {
  const token = await tokenOf(host);
  await sent(host, 'POST', `${smart}/complete`, await host.create(await begun(host, token)), token);
  const tag = (await ask(host, 'GET', `${shop}/me`, undefined, token)).headers.get('ETag') ?? '';
  const path = `${shop}/webauthn/${(await passkeys(host, token))[0]?.id ?? ''}/name`;
  const rename = (name: string) => ask(host, 'PUT', path, { name }, token, { 'If-Match': tag });
  same((await rename('One')).status, 204, 'in time');
  same((await rename('Two')).status, 412, 'too late');
}

async function idempotency(host: Host): Promise<void> {
  const token = await tokenOf(host);
  const key = { 'X-Idempotency-Key': 'k'.repeat(40) };
  const first = await ask(host, 'POST', `${smart}/begin`, undefined, token, key);
  const second = await ask(host, 'POST', `${smart}/begin`, undefined, token, key);
  same(second.headers.get('X-Idempotent-Replayed'), 'true', 'the mark');
  same(await second.text(), await first.text(), 'the answer');
}

async function drops(host: Host): Promise<void> {
  const token = await tokenOf(host);
  const made = await host.create(await begun(host, token));
  await sent(host, 'POST', '/_mock/scenario', { path: '**/complete', effect: 'drop' });
  const lost = ask(host, 'POST', `${smart}/complete`, made, token).then((reply) => reply.text());
  same(
    await lost.then(
      () => 'answered',
      () => 'failed',
    ),
    'failed',
    'the call',
  );
  same((await passkeys(host, token)).length, 0, 'passkeys');
}

async function redirects(host: Host): Promise<void> {
  if (!host.redirects) return;
  const reply = await host.fetch(authorize, { redirect: 'manual' });
  same(reply.status, 302, 'status');
  const location = new URL(reply.headers.get('Location') ?? '');
  same(location.origin + location.pathname, `${host.origin}${pool}/login`, 'location');
}

/** A page is its own only browser, and cannot control cookies. */
async function binding(host: Host): Promise<void> {
  const reply = await host.fetch(authorize, { redirect: host.redirects ? 'manual' : 'follow' });
  const { searchParams } = new URL(reply.headers.get('Location') ?? reply.url);
  const { login_id, login_state } = Object.fromEntries(searchParams);
  const body = { identifier: 'ada@example.com', password: 'analytical engine', login_id, login_state };
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (host.redirects) {
    same((await ask(host, 'POST', `${pool}/login/password`, body)).status, 400, 'without the cookie');
  }
  const own = { Cookie: cookies.join('; ') };
  const answer = await ask(host, 'POST', `${pool}/login/password`, body, undefined, own);
  same(answer.status, 200, 'in the browser that began');
}

async function others(host: Host): Promise<void> {
  const reply = await host.fetch('/elsewhere.txt');
  same(await reply.text(), 'the site itself', 'the answer');
}

async function tokenOf(host: Host): Promise<string> {
  const scope = 'view_ss_profile manage_ss_profile';
  const order = { workspace: 'shop', user: 'ada@example.com', scope };
  return (await sent<{ access_token: string }>(host, 'POST', '/_mock/tokens', order)).access_token;
}

function begun(host: Host, token: string): Promise<CredentialCreation> {
  return sent(host, 'POST', `${smart}/begin`, undefined, token);
}

async function passkeys(host: Host, token: string) {
  const { credentials } = await sent<SelfProfile>(host, 'GET', `${shop}/me`, undefined, token);
  return (credentials ?? []).filter(({ type }) => type === 'webauthn');
}

function ask(
  host: Host,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Response> {
  const bearer = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : json;
  return host.fetch(path, { method, headers: { ...type, ...bearer, ...headers }, ...content });
}

/** Sends the request and reads the body of its success. */
async function sent<T>(host: Host, method: string, path: string, body?: unknown, token?: string): Promise<T> {
  const reply = await ask(host, method, path, body, token);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
  return JSON.parse(text) as T;
}

function same(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
}
