import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialCreation, PoolSettings, RefusalBody } from '../../src/api/contract.ts';
import { Calls, errorCode, Person, system } from './calls.ts';

const workspace = '/api/admin/acme/servers/shop';

async function put(calls: Calls, path: string, body: unknown) {
  return calls.call('PUT', path, { token: await calls.backendToken(), body });
}

async function poolOf(calls: Calls): Promise<PoolSettings> {
  return (await calls.call('GET', system, { token: await calls.backendToken() })).body as PoolSettings;
}

const code = { length: 6, ttl: '10m0s' };

test('the pool starts with password and passkey, the passkey preferred, and room for ten', async () => {
  assert.deepEqual(await poolOf(new Calls()), {
    id: 'customers',
    tenant_id: 'acme',
    name: 'Customers',
    authentication_mechanisms: ['password', 'webauthn'],
    second_factor_authentication_mechanisms: [],
    preferred_authentication_mechanism: 'webauthn',
    webauthn_settings: { rp_id: '', rp_origins: [] },
    limits: { max_credentials: 100, webauthn_credentials: 10 },
    otp_settings: {
      activation: code,
      authentication: code,
      challenge: code,
      enroll_webauthn: code,
      reset_password: code,
      reset_totp: code,
      verify_address: code,
    },
    mfa_session_ttl: '10m0s',
  });
});

for (const [path, reads] of [
  [workspace, 'identity'],
  [system, 'identity_self_registration'],
] as const) {
  test(`${path} may be read by backends, and written with manage_configuration`, async () => {
    const calls = new Calls();
    assert.equal((await calls.call('GET', path)).status, 401);
    const token = await calls.backendToken('identity');
    assert.equal((await calls.call('GET', path, { token })).status, 200);
    const write = await calls.call('PUT', path, { token: await calls.backendToken(reads), body: {} });
    assert.equal(errorCode(write), 'insufficient_scope');
  });
}

test('a workspace is switched between Smart and Classic, and people are told at once', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  await ada.enrol('shop');
  const changed = await put(calls, workspace, { authentication_mechanisms: ['password', 'webauthn'] });
  assert.equal(changed.status, 200);
  assert.deepEqual((await calls.me('shop')).authentication_mechanisms, ['password', 'webauthn']);
  assert.equal(errorCode(await ada.beginSignIn('shop')), 'mechanism_not_allowed');
  await put(calls, workspace, { authentication_mechanisms: ['password', 'usernameless_webauthn'] });
  assert.equal((await ada.signIn('shop')).status, 200);
});

test('a passkey that is switched off between begin and complete does not sign in', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  await ada.enrol('shop');
  const options = (await ada.beginSignIn('shop')).body as Parameters<Person['get']>[0];
  await put(calls, workspace, { authentication_mechanisms: ['password'] });
  assert.equal(errorCode(await ada.completeSignIn(ada.get(options))), 'mechanism_not_allowed');
});

test('a workspace without passkeys shows none in the profile', async () => {
  const calls = new Calls();
  await put(calls, workspace, { authentication_mechanisms: ['password'] });
  const me = await calls.me('shop');
  assert.deepEqual(me.authentication_mechanisms, ['password']);
  assert.equal('preferred_authentication_mechanism' in me, false);
});

test('a workspace without passwords refuses them', async () => {
  const calls = new Calls();
  await put(calls, workspace, { authentication_mechanisms: ['usernameless_webauthn'] });
  const answer = await new Person(calls).signInWithPassword('analytical engine');
  assert.equal(errorCode(answer), 'mechanism_not_allowed');
});

test('Relying Party ID and origins of the pool are those of the ceremonies', async () => {
  const calls = new Calls();
  const webauthn_settings = { rp_id: 'example.com', rp_origins: ['https://app.example.com'] };
  assert.equal((await put(calls, system, { webauthn_settings })).status, 200);
  const options: CredentialCreation = await new Person(calls).beginEnrolment();
  assert.equal(options.publicKey.rp.id, 'example.com');
});

test('a lower capacity holds from then on', async () => {
  const calls = new Calls();
  await new Person(calls).enrol();
  await put(calls, system, { limits: { webauthn_credentials: 1 } });
  const token = await calls.userToken();
  const path = '/acme/shop/identity/v2/self/usernameless-webauthn/create/begin';
  assert.equal(errorCode(await calls.call('POST', path, { token })), 'capacity_reached');
  assert.deepEqual((await calls.me()).limits, { webauthn_credentials: 1 });
});

test('a preference ends with the mechanism that it was for', async () => {
  const calls = new Calls();
  await put(calls, system, { authentication_mechanisms: ['password'] });
  assert.equal((await poolOf(calls)).preferred_authentication_mechanism, 'password');
});

const passkeys = ['webauthn', 'usernameless_webauthn'];
const bad: readonly (readonly [path: string, body: object, field: string])[] = [
  [workspace, {}, 'authentication_mechanisms'],
  [workspace, { authentication_mechanisms: 'password' }, 'authentication_mechanisms'],
  [workspace, { authentication_mechanisms: ['carrier pigeon'] }, 'authentication_mechanisms'],
  [workspace, { authentication_mechanisms: ['password', 'password'] }, 'authentication_mechanisms'],
  [workspace, { authentication_mechanisms: passkeys }, 'authentication_mechanisms'],
  [system, { authentication_mechanisms: passkeys }, 'authentication_mechanisms'],
  [system, { second_factor_authentication_mechanisms: [7] }, 'second_factor_authentication_mechanisms'],
  [system, { preferred_authentication_mechanism: 'otp' }, 'preferred_authentication_mechanism'],
  [system, { webauthn_settings: 'example.com' }, 'webauthn_settings'],
  ...[
    'https://example.com',
    'example.com:443',
    'example.com/',
    'EXAMPLE.com',
    'com',
    'co.uk',
    'github.io',
    '10.0.0.1',
    '-a.com',
    7,
  ].map((id) => [system, { webauthn_settings: { rp_id: id } }, 'webauthn_settings.rp_id'] as const),
  ...[
    'https://example.org',
    'https://evilexample.com',
    'http://app.example.com',
    'https://app.example.com/',
    'app.example.com',
    7,
  ].map(
    (origin) =>
      [
        system,
        { webauthn_settings: { rp_id: 'example.com', rp_origins: ['https://example.com', origin] } },
        'webauthn_settings.rp_origins[1]',
      ] as const,
  ),
  [system, { webauthn_settings: { rp_origins: 'https://example.com' } }, 'webauthn_settings.rp_origins'],
  ...[0, 101, 2.5, '10'].map(
    (count) => [system, { limits: { webauthn_credentials: count } }, 'limits.webauthn_credentials'] as const,
  ),
  [system, { limits: { max_credentials: 5 } }, 'limits.webauthn_credentials'],
  [system, { limits: { max_credentials: 0 } }, 'limits.max_credentials'],
  [system, { otp_settings: { enroll_webauthn: { length: 3 } } }, 'otp_settings.enroll_webauthn.length'],
  ...[0, 600, '600', '0s', '29s', '24h1s', '10m ', '-1m', '', 'PT10M'].map(
    (ttl) =>
      [system, { otp_settings: { enroll_webauthn: { ttl } } }, 'otp_settings.enroll_webauthn.ttl'] as const,
  ),
  [system, { otp_settings: { challenge: { length: 'six' } } }, 'otp_settings.challenge.length'],
  [system, { name: 7 }, 'name'],
];

for (const [path, body, field] of bad) {
  test(`${JSON.stringify(body)} is refused, ${field} is named and nothing changes`, async () => {
    const calls = new Calls();
    const before = await calls.call('GET', '/_mock');
    const answer = await put(calls, path, body);
    assert.deepEqual([answer.status, errorCode(answer)], [422, 'invalid_settings']);
    assert.equal((answer.body as RefusalBody).details?.['field'], field);
    assert.deepEqual((await calls.call('GET', '/_mock')).body, before.body);
  });
}

for (const [sent, shown] of [
  ['10m0s', '10m0s'],
  ['1h', '1h0m0s'],
  ['90s', '1m30s'],
  ['1.5m', '1m30s'],
  ['45000ms', '45s'],
] as const) {
  test(`a code that lives ${sent} is shown to live ${shown}, and does`, async () => {
    const calls = new Calls();
    assert.equal(
      (await put(calls, system, { otp_settings: { enroll_webauthn: { ttl: sent } } })).status,
      200,
    );
    const { length, ttl } = (await poolOf(calls)).otp_settings.enroll_webauthn;
    assert.deepEqual([length, ttl], [6, shown]);
  });
}

test('a pool takes every published mechanism, and whoever has the scope identity may change it', async () => {
  const calls = new Calls();
  const authentication_mechanisms = ['password', 'webauthn', 'totp', 'otp', 'email_otp', 'sms_otp'];
  const token = await calls.backendToken('identity');
  const body = { authentication_mechanisms };
  assert.equal((await calls.call('PUT', system, { token, body })).status, 200);
  assert.deepEqual((await poolOf(calls)).authentication_mechanisms, authentication_mechanisms);
});

test('a pool may be sent back as it was read, and keeps members that the server does not know', async () => {
  const calls = new Calls();
  const further = { mfa_session_ttl: '1m0s', sign_up: { enabled: true }, tags: ['a'] };
  await put(calls, system, { ...(await poolOf(calls)), ...further });
  const changed = await poolOf(calls);
  assert.deepEqual({ ...changed, ...further }, changed);
  assert.equal((await put(calls, system, changed)).status, 200);
  assert.deepEqual(await poolOf(calls), changed);
});

test('one bad value among good ones changes nothing', async () => {
  const calls = new Calls();
  const limits = { max_credentials: 50, webauthn_credentials: 60 };
  await put(calls, system, { authentication_mechanisms: ['password'], limits });
  assert.deepEqual((await poolOf(calls)).limits, { max_credentials: 100, webauthn_credentials: 10 });
  assert.deepEqual((await poolOf(calls)).authentication_mechanisms, ['password', 'webauthn']);
});
