import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion, SecondFactorReply } from '../../src/api/contract.ts';
import {
  type Answer,
  Calls,
  claimsOf,
  errorCode,
  forAnybody,
  Person,
  pool,
  self,
  system,
  tokensOf,
} from './calls.ts';

const optionsOf = ({ body }: Answer) => body as CredentialAssertion;

async function enrolled(workspace: string): Promise<Person> {
  const ada = new Person(new Calls());
  await ada.enrol(workspace);
  return ada;
}

test('a passkey sign-in is answered with tokens for the self-service API', async () => {
  const ada = await enrolled('shop');
  const tokens = tokensOf(await ada.signIn());
  const claims = claimsOf(tokens.access_token);
  assert.equal(tokens.scope, 'openid profile email view_ss_profile manage_ss_profile');
  assert.deepEqual(claims['scp'], tokens.scope?.split(' '));
  assert.deepEqual(claims['amr'], ['pop']);
  assert.equal(claims['auth_time'], ada.calls.world.now() / 1000);
  assert.equal(claimsOf(tokens.id_token ?? '')['email'], 'ada@example.com');
  const token = tokens.access_token;
  assert.equal((await ada.calls.call('GET', `${self('shop')}/me`, { token })).status, 200);
});

test('a sign-in shows when the passkey was used last', async () => {
  const ada = await enrolled('shop');
  assert.equal((await ada.calls.passkeys())[0]?.last_used_at, undefined);
  ada.calls.world.advance(60);
  await ada.signIn();
  assert.equal((await ada.calls.passkeys())[0]?.last_used_at, '2026-01-05T09:01:00.000Z');
});

for (const [workspace, family] of [
  ['shop', 'webauthn'],
  ['portal', 'usernameless-webauthn'],
]) {
  test(`${workspace ?? ''} refuses to begin with ${family ?? ''}`, async () => {
    const body = { workspace_id: workspace, identifier: 'ada@example.com' };
    const answer = await new Calls().call('POST', `${pool}/login/${family ?? ''}/begin`, { body });
    assert.deepEqual([answer.status, errorCode(answer)], [403, 'mechanism_not_allowed']);
  });
}

test('an assertion signs in once', async () => {
  const ada = await enrolled('shop');
  const assertion = ada.get(optionsOf(await ada.beginSignIn()));
  const answers = await Promise.all([ada.completeSignIn(assertion), ada.completeSignIn(assertion)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
  assert.equal(errorCode(await ada.completeSignIn(assertion)), 'challenge_expired');
});

test('Smart says that a passkey is unknown when it was removed between begin and complete', async () => {
  const ada = await enrolled('shop');
  await new Person(ada.calls).enrol('shop');
  const assertion = ada.get(optionsOf(await ada.beginSignIn()));
  const [first] = await ada.calls.passkeys();
  const token = await ada.calls.userToken();
  await ada.calls.call('DELETE', `${self('shop')}/webauthn/${first?.id ?? ''}`, { token });
  const answer = await ada.completeSignIn(assertion);
  assert.deepEqual([answer.status, errorCode(answer)], [404, 'unknown_credential']);
});

test('Classic gives one answer for every reason', async () => {
  const ada = await enrolled('portal');
  const grace = new Person(ada.calls, 'grace@example.com');
  const nobody = new Person(ada.calls, 'nobody@example.com');
  const answerFor = async (person: Person) => {
    const { publicKey } = optionsOf(await person.beginSignIn('portal'));
    const { allowCredentials } = optionsOf(await ada.beginSignIn('portal')).publicKey;
    const assertion = ada.get({ publicKey: { ...publicKey, ...(allowCredentials && { allowCredentials }) } });
    return ada.completeSignIn(assertion, 'portal');
  };
  const [known, unknown] = [await answerFor(grace), await answerFor(nobody)];
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
  assert.equal(errorCode(known), 'verification_failed');
  const genuine = ada.get(optionsOf(await ada.beginSignIn('portal')));
  const forged = { ...genuine, response: { ...genuine.response, signature: 'AAAA' } };
  const answer = await ada.completeSignIn(forged, 'portal');
  assert.deepEqual([answer.status, answer.body], [known.status, known.body]);
});

test('Classic begin looks alike for people with and without passkeys, and stays the same', async () => {
  const ada = await enrolled('portal');
  const allowed = async (identifier: string) => {
    const answer = await new Person(ada.calls, identifier).beginSignIn('portal');
    return optionsOf(answer).publicKey.allowCredentials ?? [];
  };
  const [real] = await allowed('ada@example.com');
  for (const identifier of ['grace@example.com', 'nobody@example.com', 'somebody@example.com']) {
    const decoys = await allowed(identifier);
    assert.deepEqual(decoys, await allowed(identifier.toUpperCase()));
    assert.deepEqual(Object.keys(decoys[0] ?? {}), Object.keys(real ?? {}));
    assert.ok([16, 20, 32, 48, 64].includes(Buffer.from(decoys[0]?.id ?? '', 'base64url').length));
  }
  assert.notDeepEqual(await allowed('a@example.com'), await allowed('b@example.com'));
});

test('a wrong password and an unknown user are answered alike', async () => {
  const calls = new Calls();
  const wrong = await new Person(calls).signInWithPassword('difference engine');
  const unknown = await new Person(calls, 'nobody@example.com').signInWithPassword('difference engine');
  assert.deepEqual([wrong.status, wrong.body], [unknown.status, unknown.body]);
  assert.deepEqual([wrong.status, errorCode(wrong)], [401, 'verification_failed']);
});

test('guessing a password ends with 429 until the time it names, for that person only', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  const guesses = Array.from({ length: 10 }, () => ada.signInWithPassword('guess'));
  for (const { status } of await Promise.all(guesses)) assert.equal(status, 401);
  const blocked = await ada.signInWithPassword('analytical engine');
  assert.deepEqual([blocked.status, errorCode(blocked)], [429, 'rate_limited']);
  const wait = Number(blocked.headers.get('Retry-After'));
  assert.ok(wait > 0 && wait <= 300);
  assert.equal(
    (await new Person(calls, 'grace@example.com').signInWithPassword('nanosecond wire')).status,
    200,
  );
  calls.world.advance(wait);
  assert.equal((await ada.signInWithPassword('analytical engine')).status, 200);
});

test('guessing assertions ends with 429', async () => {
  const ada = new Person(new Calls({ attempts: { password: 10, code: 10, passkey: 2 } }));
  await ada.enrol('portal');
  const forge = async () => {
    const genuine = ada.get(optionsOf(await ada.beginSignIn('portal')));
    return ada.completeSignIn({ ...genuine, response: { ...genuine.response, signature: 'AAAA' } }, 'portal');
  };
  assert.deepEqual([(await forge()).status, (await forge()).status, (await forge()).status], [401, 401, 429]);
});

test('a counter that goes back is refused, or only marked where that was chosen', async () => {
  for (const [counter, status] of [
    ['reject', 401],
    ['warn', 200],
  ] as const) {
    const ada = new Person(new Calls({ counter }));
    await ada.enrol();
    const [first, second] = [await ada.beginSignIn(), await ada.beginSignIn()].map((answer) =>
      ada.get(optionsOf(answer)),
    );
    assert.equal((await ada.completeSignIn(second)).status, 200);
    assert.equal((await ada.completeSignIn(first)).status, status);
    const environment = (await ada.calls.call('GET', '/_mock')).body as {
      passkeys: { clone_warning: boolean }[];
    };
    assert.equal(environment.passkeys[0]?.clone_warning, counter === 'warn');
  }
});

test('user verification is demanded where the server was told to', async () => {
  const ada = new Person(new Calls({ userVerification: 'required' }));
  const creation = await ada.beginEnrolment();
  assert.equal(creation.publicKey.authenticatorSelection?.userVerification, 'required');
});

for (const [workspace, family] of [
  ['shop', 'usernameless-webauthn'],
  ['portal', 'webauthn'],
] as const) {
  test(`a second factor in ${workspace} proves the person of the password, and no other`, async () => {
    const ada = await enrolled(workspace);
    const grace = new Person(ada.calls, 'grace@example.com');
    await grace.enrol(workspace);
    const token = await ada.calls.backendToken();
    const settings = {
      authentication_mechanisms: ['password'],
      second_factor_authentication_mechanisms: ['webauthn'],
      preferred_authentication_mechanism: 'password',
    };
    assert.equal((await ada.calls.call('PUT', system, { token, body: settings })).status, 200);
    assert.equal(errorCode(await ada.beginSignIn(workspace)), 'mechanism_not_allowed');

    const asked = (await ada.signInWithPassword('analytical engine', workspace)).body as SecondFactorReply;
    assert.deepEqual(asked.second_factor.mechanisms, [family.replace('-', '_')]);
    const { login_id, login_state } = asked.second_factor;
    const begin = async () => {
      const path = `${pool}/login/${family}/begin`;
      return optionsOf(await ada.calls.call('POST', path, { body: { login_id, login_state } }));
    };
    const options = await begin();
    const foreign = await ada.completeSignIn(grace.get(forAnybody(options)), workspace);
    assert.equal(foreign.status, 401);

    const done = tokensOf(await ada.completeSignIn(ada.get(await begin()), workspace));
    assert.deepEqual(claimsOf(done.access_token)['amr'], ['pwd', 'pop']);
    const used = await ada.calls.call('POST', `${pool}/login/${family}/begin`, {
      body: { login_id, login_state },
    });
    assert.equal(used.status, 400);
  });
}

for (const second of ['webauthn', 'otp']) {
  test(`a password does not sign in where the pool asks for ${second} besides, and the workspace has none`, async () => {
    const calls = new Calls();
    const token = await calls.backendToken();
    const body = {
      authentication_mechanisms: ['password'],
      second_factor_authentication_mechanisms: [second],
      preferred_authentication_mechanism: 'password',
    };
    assert.equal((await calls.call('PUT', system, { token, body })).status, 200);
    const portal = { token, body: { authentication_mechanisms: ['password'] } };
    await calls.call('PUT', '/api/admin/acme/servers/portal', portal);
    const answer = await new Person(calls).signInWithPassword('analytical engine', 'portal');
    assert.deepEqual([answer.status, errorCode(answer)], [403, 'mechanism_not_allowed']);
    const wrong = await new Person(calls).signInWithPassword('x', 'portal');
    assert.equal(wrong.status, 401);
  });
}
