import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { CredentialAssertion, RefusalBody } from '../../../src/api/contract.ts';
import { Device } from '../../support/device.ts';
import { base64url, withClientData, withMember } from '../../support/hostile.ts';
import { Person, self } from '../calls.ts';
import { refused, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const ada = 'ada@example.com';
const grace = 'grace@example.com';
const oneAnswer = {
  status_code: 401,
  error: 'The passkey could not be verified.',
  error_code: 'verification_failed',
  details: null,
};

test('78 refuses a credential ID that is not known: Smart says so, Classic does not', async () => {
  const calls = new WatchedCalls();
  const stranger = new Device();
  const known = await SignIn.enrolled(calls, undefined, 'portal');
  const smart = new Person(calls);
  const options = (await smart.beginSignIn('shop')).body as CredentialAssertion;
  const unknown = asserted(stranger, options.publicKey);
  const smartly = await refused(calls, () => smart.completeSignIn(unknown, 'shop'));
  assert.deepEqual([smartly.status_code, smartly.error_code], [404, 'unknown_credential']);
  const body = { ...(await known.begin()), id: unknown.id, rawId: unknown.id };
  assert.deepEqual(await refused(calls, () => known.complete(body)), oneAnswer);
});

test("79 refuses a passkey that Classic did not allow, though it is the same user's", async () => {
  const calls = new WatchedCalls();
  const made = await SignIn.enrolled(calls, undefined, 'shop');
  await SignIn.enrolled(calls, undefined, 'portal');
  const person = new Person(calls);
  const { publicKey } = (await person.beginSignIn('portal')).body as CredentialAssertion;
  const body = made.answer(publicKey);
  assert.deepEqual(await refused(calls, () => person.completeSignIn(body, 'portal')), oneAnswer);
});

test('80 refuses the passkey of another user where Classic knows who signs in', async () => {
  const calls = new WatchedCalls();
  const hers = await SignIn.enrolled(calls, undefined, 'portal', grace);
  await SignIn.enrolled(calls, undefined, 'portal', ada);
  const person = new Person(calls, ada);
  const { publicKey } = (await person.beginSignIn('portal')).body as CredentialAssertion;
  const body = hers.answer(publicKey);
  assert.deepEqual(await refused(calls, () => person.completeSignIn(body, 'portal')), oneAnswer);
});

for (const workspace of ['shop', 'portal']) {
  test(`81 refuses the user handle of another user (${workspace})`, async () => {
    const calls = new WatchedCalls();
    const passkey = await SignIn.enrolled(calls, undefined, workspace);
    const { publicKey } = await new Person(calls, grace).beginEnrolment(workspace);
    const body = withMember(await passkey.begin(), 'response.userHandle', publicKey.user.id);
    assert.deepEqual(await refused(calls, () => passkey.complete(body)), oneAnswer);
  });
}

for (const userHandle of [undefined, null]) {
  test(`82 refuses a Smart sign-in whose user handle is ${String(userHandle)}`, async () => {
    const calls = new WatchedCalls();
    const passkey = await SignIn.enrolled(calls);
    const body = withMember(await passkey.begin(), 'response.userHandle', userHandle);
    assert.deepEqual(await refused(calls, () => passkey.complete(body)), oneAnswer);
  });
}

test('83 refuses the user handle of nobody', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls);
  const body = withMember(
    await passkey.begin(),
    'response.userHandle',
    base64url(new Uint8Array(32).fill(9)),
  );
  assert.deepEqual(await refused(calls, () => passkey.complete(body)), oneAnswer);
});

for (const [begun, completed] of [
  ['portal', 'shop'],
  ['shop', 'portal'],
] as const) {
  test(`84 refuses at ${completed} what was begun at ${begun}`, async () => {
    const calls = new WatchedCalls();
    const passkey = await SignIn.enrolled(calls, undefined, begun);
    const body = await passkey.begin();
    await expired(calls, () => new Person(calls).completeSignIn(body, completed));
  });
}

test('85 refuses a challenge after 5 minutes, not before', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls);
  const [first, second] = [await passkey.begin(), await passkey.begin()];
  calls.world.advance(299);
  assert.equal((await passkey.complete(first)).status, 200);
  calls.world.advance(1);
  await expired(calls, () => passkey.complete(second));
});

test('86 refuses the same assertion a second time', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls);
  const body = await passkey.begin();
  assert.equal((await passkey.complete(body)).status, 200);
  await expired(calls, () => passkey.complete(body));
});

test('86 opens one session for two assertions at once with one challenge', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls);
  const { publicKey } = (await new Person(calls).beginSignIn()).body as CredentialAssertion;
  const bodies = [passkey.answer(publicKey), passkey.answer(publicKey)];
  const answers = await Promise.all(bodies.map((body) => passkey.complete(body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
});

test('87 refuses a challenge that was issued to register', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls);
  const { challenge } = (await new Person(calls).beginEnrolment()).publicKey;
  const options = (await new Person(calls).beginSignIn()).body as CredentialAssertion;
  await expired(calls, () => passkey.complete(passkey.answer({ ...options.publicKey, challenge })));
});

for (const workspace of ['shop', 'portal']) {
  for (const status of ['inactive', 'deleted'] as const) {
    test(`89 refuses a user who became ${status} between begin and complete (${workspace})`, async () => {
      const calls = new WatchedCalls();
      const passkey = await SignIn.enrolled(calls, undefined, workspace);
      const body = await passkey.begin();
      for (const user of Object.values((await calls.state()).users)) user.status = status;
      assert.deepEqual(await refused(calls, () => passkey.complete(body)), oneAnswer);
    });
  }
}

test('89 refuses a passkey that was deleted between begin and complete', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls, undefined, 'portal');
  await SignIn.enrolled(calls, undefined, 'portal');
  const body = await passkey.begin();
  const record = (await calls.passkeys('portal')).find(({ credential_id: id }) => id === body.id);
  const token = await calls.userToken('portal');
  const removed = await calls.call('DELETE', `${self('portal')}/webauthn/${record?.id ?? ''}`, { token });
  assert.equal(removed.status, 204);
  assert.deepEqual(await refused(calls, () => passkey.complete(body)), oneAnswer);
});

test('90 gives Classic one answer for every reason', async () => {
  const calls = new WatchedCalls();
  const passkey = await SignIn.enrolled(calls, undefined, 'portal');
  const stranger = new Device();
  const nobody = new Person(calls, 'nobody@example.com');
  const options = (await nobody.beginSignIn('portal')).body as CredentialAssertion;
  const answers: readonly RefusalBody[] = [
    await refused(calls, () => nobody.completeSignIn(asserted(stranger, options.publicKey), 'portal')),
    await refused(calls, async () =>
      passkey.complete(withMember(await passkey.begin(), 'response.signature', 'MAYCAQECAQE')),
    ),
    await refused(calls, async () =>
      passkey.complete({ ...(await passkey.begin()), id: 'AAAA', rawId: 'AAAA' }),
    ),
  ];
  for (const answer of answers) assert.deepEqual(answer, oneAnswer);
});

const ill: readonly (readonly [string, (genuine: AuthenticationResponseJSON) => unknown])[] = [
  ['authenticator data', (genuine) => withMember(genuine, 'response.authenticatorData', 'AAAA')],
  ['client data', (genuine) => withClientData(genuine, { crossOrigin: 'yes' })],
];

for (const [what, spoil] of ill) {
  test(`125 gives Classic one answer for ill-formed ${what}, whether or not the user exists`, async () => {
    const calls = new WatchedCalls();
    const passkey = await SignIn.enrolled(calls, undefined, 'portal');
    const answerFor = async (identifier: string) => {
      const body = spoil(await passkey.begin({ identifier }));
      return refused(calls, () => passkey.complete(body));
    };
    assert.deepEqual(await answerFor(ada), await answerFor('nobody@example.com'));
  });
}

async function expired(calls: WatchedCalls, act: Parameters<typeof refused>[1]): Promise<void> {
  const { status_code, error_code } = await refused(calls, act);
  assert.deepEqual([status_code, error_code], [401, 'challenge_expired']);
}

/** An assertion of a passkey that no server has seen. */
function asserted(stranger: Device, publicKey: CredentialAssertion['publicKey']) {
  const { id } = stranger.create({
    rp: { id: 'localhost', name: 'Mine' },
    user: { id: 'AAAA', name: 'stranger', displayName: 'Stranger' },
    challenge: publicKey.challenge,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  return stranger.get({ ...publicKey, allowCredentials: [{ type: 'public-key', id }] });
}
