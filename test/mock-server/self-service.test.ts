import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion } from '../../src/api/contract.ts';
import { Calls, errorCode, familyOf, forAnybody, Person, self } from './calls.ts';

/** Every self-service call but `GET me`. */
const calls = [
  ['POST', '/webauthn/create/begin'],
  ['POST', '/webauthn/create/complete'],
  ['POST', '/usernameless-webauthn/create/begin'],
  ['POST', '/usernameless-webauthn/create/complete'],
  ['POST', '/set-webauthn'],
  ['PUT', '/webauthn/x/name'],
  ['DELETE', '/webauthn/x'],
] as const;

for (const [method, path] of calls) {
  test(`${method} ${path} needs a token, its scope and a recent authentication`, async () => {
    const server = new Calls();
    const ask = (token?: string) =>
      server.call(method, self('shop') + path, { body: {}, ...(token === undefined ? {} : { token }) });
    assert.equal(errorCode(await ask()), 'unauthorized');
    assert.equal(errorCode(await ask('nonsense')), 'unauthorized');
    assert.equal(errorCode(await ask(await server.userToken('portal'))), 'unauthorized');
    assert.equal(errorCode(await ask(await server.backendToken())), 'unauthorized');
    const narrow = await server.userToken('shop', { scope: 'openid view_ss_profile' });
    assert.equal(errorCode(await ask(narrow)), 'insufficient_scope');
    const old = await server.userToken('shop', { auth_age_seconds: 301 });
    assert.equal(errorCode(await ask(old)), 'reauthentication_required');
    const fresh = await server.userToken('shop');
    server.world.advance(3601);
    assert.equal(errorCode(await ask(fresh)), 'unauthorized');
  });
}

test('the profile needs no recent authentication, and tells mode, limits and passkeys', async () => {
  const server = new Calls();
  await new Person(server).enrol('shop');
  const me = await server.me('shop', { auth_age_seconds: 3000 });
  assert.deepEqual(me.authentication_mechanisms, ['password', 'usernameless_webauthn']);
  assert.equal(me.second_factor_authentication_mechanisms, null);
  assert.equal(me.preferred_authentication_mechanism, 'usernameless_webauthn');
  assert.deepEqual(me.limits, { webauthn_credentials: 10 });
  const [password, passkey] = me.credentials ?? [];
  assert.equal(password?.type, 'password');
  assert.equal(passkey?.name, 'Passkey 1');
  assert.ok(passkey.discoverable_id);
  assert.deepEqual((await server.me('portal')).authentication_mechanisms, ['password', 'webauthn']);
});

test('enrolment follows the mode of the workspace', async () => {
  const server = new Calls();
  const token = await server.userToken('shop');
  const answer = await server.call('POST', `${self('shop')}/webauthn/create/begin`, { token });
  assert.equal(answer.status, 403);
  assert.equal(errorCode(answer), 'mechanism_not_allowed');
});

test('credentials of the other mode are listed and marked, but not excluded and not accepted', async () => {
  const server = new Calls();
  const ada = new Person(server);
  await ada.enrol('shop');
  const { publicKey } = await ada.beginEnrolment('portal');
  assert.equal('excludeCredentials' in publicKey, false);
  await new Person(server).enrol('portal');
  const passkeys = await server.passkeys('portal');
  assert.deepEqual(
    passkeys.map(({ discoverable_id: id }) => id !== ''),
    [true, false],
  );
  const options = (await ada.beginSignIn('portal')).body as CredentialAssertion;
  const assertion = ada.get(forAnybody(options));
  assert.equal(errorCode(await ada.completeSignIn(assertion, 'portal')), 'verification_failed');
});

test('a challenge is good for one attempt, also when the attempt fails', async () => {
  const server = new Calls();
  const ada = new Person(server);
  const made = ada.create(await ada.beginEnrolment());
  const spoiled = { ...made, response: { ...made.response, attestationObject: 'oWNmbXRkbm9uZQ' } };
  assert.equal((await ada.completeEnrolment(spoiled)).status, 400);
  assert.equal(errorCode(await ada.completeEnrolment(made)), 'challenge_expired');
  assert.equal((await server.passkeys()).length, 0);
});

test('a challenge ends after five minutes', async () => {
  const ada = new Person(new Calls());
  const made = ada.create(await ada.beginEnrolment());
  ada.calls.world.advance(300);
  assert.equal(errorCode(await ada.completeEnrolment(made)), 'challenge_expired');
});

test('of two completes at once with one challenge, one makes a passkey', async () => {
  const ada = new Person(new Calls());
  const made = ada.create(await ada.beginEnrolment());
  const answers = await Promise.all([ada.completeEnrolment(made), ada.completeEnrolment(made)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  assert.equal((await ada.calls.passkeys()).length, 1);
});

test('a challenge is good for its own person, mode and purpose only', async () => {
  const server = new Calls();
  const [ada, grace] = [new Person(server), new Person(server, 'grace@example.com')];
  const made = ada.create(await ada.beginEnrolment('shop'));
  assert.equal(errorCode(await grace.completeEnrolment(made, 'shop')), 'challenge_expired');
  assert.equal(errorCode(await ada.completeEnrolment(made, 'portal')), 'challenge_expired');
  const signIn = (await ada.beginSignIn('shop')).body as { publicKey: { challenge: string } };
  const { publicKey } = await ada.beginEnrolment('shop');
  const mixed = ada.create({ publicKey: { ...publicKey, challenge: signIn.publicKey.challenge } });
  assert.equal(errorCode(await ada.completeEnrolment(mixed, 'shop')), 'challenge_expired');
  assert.equal((await ada.completeEnrolment(made, 'shop')).status, 200);
});

test('the eleventh passkey is refused at begin, and at complete when two race for the last place', async () => {
  const server = new Calls();
  for (let count = 0; count < 9; count += 1) await new Person(server).enrol();
  const [one, two] = [new Person(server), new Person(server)];
  const [first, second] = [one.create(await one.beginEnrolment()), two.create(await two.beginEnrolment())];
  const answers = await Promise.all([one.completeEnrolment(first), two.completeEnrolment(second)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const token = await server.userToken();
  const begin = await server.call('POST', `${self('shop')}/${familyOf('shop')}/create/begin`, { token });
  assert.equal(errorCode(begin), 'capacity_reached');
});

test("somebody else's passkey is answered like one that does not exist", async () => {
  const server = new Calls();
  await new Person(server).enrol();
  await new Person(server).enrol();
  const [passkey] = await server.passkeys();
  const token = await server.userToken('shop', { user: 'grace@example.com' });
  const path = `${self('shop')}/webauthn`;
  const foreign = await server.call('DELETE', `${path}/${passkey?.id ?? ''}`, { token });
  const unknown = await server.call('DELETE', `${path}/0123`, { token });
  assert.deepEqual([foreign.status, foreign.body], [unknown.status, unknown.body]);
  assert.equal(foreign.status, 404);
  assert.equal((await server.passkeys()).length, 2);
});

for (const name of [undefined, 7, '', '   ', 'x'.repeat(65), 'a\u0000b', 'a\u202eb', 'a\nb', '\ud800']) {
  test(`a passkey cannot be named ${JSON.stringify(name)}`, async () => {
    const server = new Calls();
    await new Person(server).enrol();
    const [passkey] = await server.passkeys();
    const token = await server.userToken();
    const path = `${self('shop')}/webauthn/${passkey?.id ?? ''}/name`;
    const answer = await server.call('PUT', path, { token, body: { name } });
    assert.equal(errorCode(answer), 'invalid_request');
    assert.equal((await server.passkeys())[0]?.name, 'Passkey 1');
  });
}

test('a name may have 64 characters of any script', async () => {
  const server = new Calls();
  await new Person(server).enrol();
  const [passkey] = await server.passkeys();
  const token = await server.userToken();
  const path = `${self('shop')}/webauthn/${passkey?.id ?? ''}/name`;
  const name = '🔑'.repeat(64);
  assert.equal((await server.call('PUT', path, { token, body: { name } })).status, 204);
  assert.equal((await server.passkeys())[0]?.name, name);
});

test('a write that is made up from an older profile is refused', async () => {
  const server = new Calls();
  await new Person(server).enrol();
  const token = await server.userToken();
  const before = await server.call('GET', `${self('shop')}/me`, { token });
  const tag = before.headers.get('ETag') ?? '';
  const [passkey] = await server.passkeys();
  const path = `${self('shop')}/webauthn/${passkey?.id ?? ''}/name`;
  const write = (name: string, match: string) =>
    server.call('PUT', path, { token, body: { name }, headers: { 'If-Match': match } });
  assert.equal((await write('One', tag)).status, 204);
  const late = await write('Two', tag);
  assert.deepEqual([late.status, errorCode(late)], [412, 'precondition_failed']);
  assert.equal((await write('Three', '*')).status, 204);
  assert.equal((await server.passkeys())[0]?.name, 'Three');
});

test('a Classic credential can be handed over for a user who has none', async () => {
  const server = new Calls();
  const ada = new Person(server);
  const { credentials } = await ada.enrol('portal');
  const token = await server.userToken('portal', { user: 'grace@example.com' });
  const hand = (credential: unknown) =>
    server.call('POST', `${self('portal')}/set-webauthn`, { token, body: { new_webauthn: credential } });
  assert.equal(errorCode(await hand(credentials[0])), 'credential_exists');

  const other = new Calls();
  const target = { user: 'grace@example.com' };
  const sent = {
    token: await other.userToken('portal', target),
    body: { new_webauthn: { id: credentials[0]?.id, publicKey: credentials[0]?.publicKey } },
  };
  assert.equal((await other.call('POST', `${self('portal')}/set-webauthn`, sent)).status, 204);
  assert.equal((await other.passkeys('portal', target)).length, 1);
  assert.equal(
    errorCode(await other.call('POST', `${self('portal')}/set-webauthn`, sent)),
    'credential_exists',
  );
});

for (const spoiled of [
  null,
  7,
  [],
  {},
  { id: 'AQID', publicKey: 'AQID' },
  { id: '', publicKey: 'AQID' },
  { id: 'not base64!', publicKey: 'AQID' },
]) {
  test(`a handed credential of ${JSON.stringify(spoiled)} is refused`, async () => {
    const server = new Calls();
    const token = await server.userToken('portal');
    const body = { new_webauthn: spoiled };
    const answer = await server.call('POST', `${self('portal')}/set-webauthn`, { token, body });
    assert.equal(answer.status, 400);
    assert.equal((await server.passkeys('portal')).length, 0);
  });
}
