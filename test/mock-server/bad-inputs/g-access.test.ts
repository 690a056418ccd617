import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url } from '../../support/hostile.ts';
import { Person, self, system } from '../calls.ts';
import {
  changesOfOneself,
  selfCalls,
  settingsCalls,
  systemCalls,
  type GuardedCall,
} from './cases/g-calls.ts';
import { refused } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const backendCalls = [...systemCalls(system), ...settingsCalls(system)];
const [shop, portal, backend] = await Promise.all([
  calls.userToken('shop'),
  calls.userToken('portal'),
  calls.backendToken(),
]);
/** Another server with tokens that are an hour old. */
const old = new WatchedCalls();
const [oldShop, oldBackend] = await Promise.all([old.userToken('shop'), old.backendToken()]);
old.world.advance(3600);

const badTokens = (
  right: string,
  other: string,
  elsewhere: string,
): readonly (readonly [string, string | undefined])[] => [
  ['no token', undefined],
  ['a token that is none', 'abc.def.ghi'],
  ['a token of another audience', other],
  ['a token whose payload was changed', changed(right)],
  ['a token without a signature', unsigned(right)],
  ['a token of another server', elsewhere],
];

for (const [what, token] of badTokens(shop, backend, oldShop)) {
  test(`104 answers 401 to ${what} on every self-service call`, () =>
    unauthorized(selfCalls(self('shop')), token));
}

for (const [what, token] of badTokens(backend, shop, oldBackend)) {
  test(`104 answers 401 to ${what} on every call of a backend`, () => unauthorized(backendCalls, token));
}

test('104 answers 401 to a token of another workspace', () => unauthorized(selfCalls(self('shop')), portal));

test('104 answers 401 to a token after its hour', async () => {
  await unauthorized(selfCalls(self('shop')), oldShop, old);
  await unauthorized(backendCalls, oldBackend, old);
});

for (const scheme of ['', 'Basic ', 'Token ', 'Bearer\t', 'Bearer  x ']) {
  test(`104 answers 401 to the authorization ${JSON.stringify(`${scheme}…`)}`, async () => {
    const headers = { Authorization: `${scheme}${shop}` };
    const act = () => calls.call('GET', `${self('shop')}/me`, { headers });
    assert.equal((await refused(calls, act)).status_code, 401);
  });
}

test("105 answers 403 to a user's token without the scope", async () => {
  const reader = await calls.userToken('shop', { scope: 'openid view_ss_profile' });
  await forbidden(changesOfOneself(self('shop')), reader);
  const manager = await calls.userToken('shop', { scope: 'openid manage_ss_profile' });
  await forbidden([{ method: 'GET', path: `${self('shop')}/me` }], manager);
});

test("105 answers 403 to a backend's token without the scope", async () => {
  await forbidden(systemCalls(system), await calls.backendToken('manage_configuration'));
  const identity = await calls.backendToken('identity');
  await forbidden(
    settingsCalls(system).filter(({ method, path }) => method === 'PUT' && path.startsWith('/api/admin/')),
    identity,
  );
  await forbidden(backendCalls, await calls.backendToken('identity_self_registration'));
});

test('106 asks who authenticated more than 5 minutes ago to do it again, on every change', async () => {
  const token = await calls.userToken('shop', { auth_age_seconds: 301 });
  await all(changesOfOneself(self('shop')), token, 403, 'reauthentication_required');
  assert.equal((await calls.call('GET', `${self('shop')}/me`, { token })).status, 200);
});

test('106 lets through who authenticated 5 minutes ago', async () => {
  const token = await calls.userToken('shop', { auth_age_seconds: 300 });
  const path = `${self('shop')}/usernameless-webauthn/create/begin`;
  assert.equal((await calls.call('POST', path, { token })).status, 200);
});

test('106 counts the time between begin and complete', async () => {
  const own = new WatchedCalls();
  const [ada, token] = [new Person(own), await own.userToken()];
  const body = ada.create(await ada.beginEnrolment());
  own.world.advance(301);
  const path = `${self('shop')}/usernameless-webauthn/create/complete`;
  const refusal = await refused(own, () => own.call('POST', path, { token, body }));
  assert.equal(refusal.error_code, 'reauthentication_required');
});

for (const path of [
  '/api/identity/acme/system/pools/staff/users/x',
  '/api/identity/acme/system/pools/staff/users/by_key',
  '/api/identity/other/system/pools/customers/users/x',
  `${system}/users/nobody`,
  `${system}/users/__proto__`,
  `${system}/users/toString`,
]) {
  test(`111 does not find ${path}`, async () => {
    const method = path.endsWith('by_key') ? 'POST' : 'GET';
    const body = method === 'POST' ? { identifier: 'ada@example.com' } : undefined;
    const act = () => calls.call(method, path, { token: backend, ...(body && { body }) });
    assert.equal((await refused(calls, act)).status_code, 404);
  });
}

for (const workspace of ['nowhere', '__proto__', 'system']) {
  test(`111 lets nobody's token into the workspace ${workspace}`, async () => {
    const { status_code } = await refused(calls, () =>
      calls.call('GET', `${self(workspace)}/me`, { token: shop }),
    );
    assert.ok(status_code === 404 || status_code === 401);
  });
}

const unauthorized = (guarded: readonly GuardedCall[], token: string | undefined, on = calls) =>
  all(guarded, token, 401, 'unauthorized', on);
const forbidden = (guarded: readonly GuardedCall[], token: string) =>
  all(guarded, token, 403, 'insufficient_scope');

async function all(
  guarded: readonly GuardedCall[],
  token: string | undefined,
  status: number,
  code: string,
  on = calls,
): Promise<void> {
  for (const { method, path, body } of guarded) {
    const sent = { ...(token !== undefined && { token }), ...(body !== undefined && { body }) };
    const { status_code, error_code } = await refused(on, () => on.call(method, path, sent));
    assert.deepEqual([method, path, status_code, error_code], [method, path, status, code]);
  }
}

/** The same token with more scopes, and the signature it had. */
function changed(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [header, base64url(JSON.stringify({ ...claims, scp: ['manage_configuration'] })), signature].join(
    '.',
  );
}

/** The same claims under `alg: none` (RFC 8725, section 2.1). */
function unsigned(token: string): string {
  const [, payload = ''] = token.split('.');
  return `${base64url('{"alg":"none","typ":"JWT"}')}.${payload}.`;
}
