import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PasskeyError } from '../../src/errors.ts';
import type { ReauthenticationRequest } from '../../src/client/types.ts';
import type { SignInAgain } from '../../src/client/management/step-up.ts';
import type { SelfProfile } from '../../src/api/contract.ts';
import { ada, Scene, tokenOf, tokensOf } from './step-up-scene.ts';

test('a call that is not refused asks nobody', async () => {
  const scene = new Scene();
  scene.fresh = true;
  assert.equal(await scene.stepUp({})(scene.call), 'done');
  assert.deepEqual(scene.events, []);
});

test('another refusal asks nobody', async () => {
  const scene = new Scene();
  const refused = () => Promise.reject(new PasskeyError('last_passkey', 'no'));
  await assert.rejects(scene.stepUp({})(refused), { code: 'last_passkey' });
});

test('without anybody to ask the refusal is reported', async () => {
  const scene = new Scene();
  await assert.rejects(scene.stepUp({})(scene.call), { code: 'reauthentication_required' });
  assert.deepEqual(scene.calls, ['call']);
  assert.deepEqual(scene.events, ['begin', 'failed reauthentication_required']);
});

test('the integrator is asked with the age and the subject, and the same call is made again', async () => {
  const scene = new Scene();
  const asked: ReauthenticationRequest[] = [];
  const reauthenticate = async (request: ReauthenticationRequest) => {
    asked.push(request);
    scene.fresh = true;
  };
  assert.equal(await scene.stepUp({ reauthenticate })(scene.call), 'done');
  assert.deepEqual(asked, [{ maxAge: 300, subject: 'ada' }]);
  assert.deepEqual(scene.calls, ['call', 'call']);
  assert.deepEqual(scene.events, ['begin', 'done']);
});

test('it is asked once: a second refusal stands', async () => {
  const scene = new Scene();
  let asked = 0;
  const reauthenticate = async () => void (asked += 1);
  await assert.rejects(scene.stepUp({ reauthenticate })(scene.call), { code: 'reauthentication_required' });
  assert.deepEqual([asked, scene.calls.length], [1, 2]);
});

test('another person is refused, and the call is not made again', async () => {
  const scene = new Scene();
  const reauthenticate = async () => {
    scene.fresh = true;
    scene.token = tokenOf('grace');
  };
  await assert.rejects(scene.stepUp({ reauthenticate })(scene.call), { code: 'different_subject' });
  assert.deepEqual(scene.calls, ['call']);
});

test('a token that has become opaque proves nobody', async () => {
  const scene = new Scene();
  const reauthenticate = async () => void (scene.token = 'opaque');
  await assert.rejects(scene.stepUp({ reauthenticate })(scene.call), { code: 'different_subject' });
});

for (const [what, accessToken] of [
  ['fails', () => Promise.reject(new Error('session ended'))],
  ['gives no text', () => ({ token: 'x' }) as unknown as string],
] as const) {
  test(`where accessToken ${what} the profile tells the person, and every error is one of ours`, async () => {
    const scene = new Scene();
    const reauthenticate = async () => void (scene.fresh = true);
    assert.equal(await scene.stepUp({ accessToken, reauthenticate })(scene.call), 'done');
  });
}

test('where tokens are opaque the profile tells another person', async () => {
  const scene = new Scene();
  scene.token = 'opaque';
  const profiles = [ada, { ...ada, id: 'u2' }];
  const me = async () => profiles.shift() ?? assert.fail('asked again');
  const reauthenticate = async () => void (scene.fresh = true);
  await assert.rejects(scene.stepUp({ reauthenticate, me })(scene.call), { code: 'different_subject' });
});

test('a person who declines has cancelled', async () => {
  const scene = new Scene();
  const cause = new Error('closed');
  const reauthenticate = () => Promise.reject(cause);
  await assert.rejects(scene.stepUp({ reauthenticate })(scene.call), { code: 'cancelled', cause });
  assert.deepEqual(scene.calls, ['call']);
});

test('leaving ends a step-up that nobody answers', async () => {
  const scene = new Scene();
  const leaving = new AbortController();
  const reauthenticate = () => {
    queueMicrotask(() => leaving.abort());
    return new Promise<void>(() => {});
  };
  const { signal } = leaving;
  await assert.rejects(scene.stepUp({ reauthenticate })(scene.call, { signal }), { code: 'aborted' });
});

for (const left of ['me', 'accessToken'] as const) {
  test(`who leaves before the answer of ${left} is asked for nothing any more`, async () => {
    const scene = new Scene();
    const leaving = new AbortController();
    const parts = { me: async () => ada, accessToken: async () => scene.token };
    let asked = 0;
    const stepUp = scene.stepUp({
      ...parts,
      [left]: () => parts[left]().finally(() => leaving.abort()),
      reauthenticate: async () => void (asked += 1),
    });
    await assert.rejects(stepUp(scene.call, { signal: leaving.signal }), { code: 'aborted' });
    assert.equal(asked, 0);
  });
}

test('the client signs in again by itself where it obtained the tokens', async () => {
  const scene = new Scene();
  const how: SignInAgain[] = [];
  const signInAgain = async (asked: SignInAgain) => {
    how.push(asked);
    await asked.accept(tokensOf('ada'));
    scene.fresh = true;
  };
  const reauthenticate = () => assert.fail('the integrator was asked');
  assert.equal(
    await scene.stepUp({ ownSubject: () => 'ada', signInAgain, reauthenticate })(scene.call),
    'done',
  );
  assert.equal(how[0]?.identifier, 'ada@example.com');
});

test("another person's tokens are refused before anybody gets them", async () => {
  const scene = new Scene();
  let handedOver = false;
  const signInAgain = async ({ accept }: SignInAgain) => {
    await accept(tokensOf('grace'));
    handedOver = true;
  };
  const call = scene.stepUp({ ownSubject: () => 'ada', signInAgain })(scene.call);
  await assert.rejects(call, { code: 'different_subject' });
  assert.equal(handedOver, false);
});

const record = { id: 'c1', type: 'webauthn', updated_at: '' };
const whereNoPasskeySignsIn: Readonly<Record<string, () => Promise<SelfProfile>>> = {
  'without a passkey': async () => ({ ...ada, credentials: null }),
  'whose passkey is a second factor': async () => ({
    ...ada,
    authentication_mechanisms: ['password'],
    second_factor_authentication_mechanisms: ['usernameless_webauthn'],
  }),
  'whose passkeys are of the other family': async () => ({
    ...ada,
    credentials: [{ ...record, discoverable_id: '' }],
  }),
  'whose profile cannot be read': () => Promise.reject(new PasskeyError('server_error', 'down')),
};

for (const [who, me] of Object.entries(whereNoPasskeySignsIn)) {
  test(`somebody ${who} is not asked for one: the integrator is`, async () => {
    const scene = new Scene();
    const reauthenticate = async () => void (scene.fresh = true);
    assert.equal(await scene.stepUp({ ownSubject: () => 'ada', me, reauthenticate })(scene.call), 'done');
  });

  test(`somebody ${who} whom nobody can ask is told so`, async () => {
    const scene = new Scene();
    const call = scene.stepUp({ ownSubject: () => 'ada', me })(scene.call);
    await assert.rejects(call, { code: 'reauthentication_required' });
  });
}

test('one passkey of the family that is open is enough', async () => {
  const scene = new Scene();
  const credentials = ['', 'AAAA'].map((discoverable_id) => ({ ...record, discoverable_id }));
  const signInAgain = async () => void (scene.fresh = true);
  const me = async () => ({ ...ada, credentials });
  assert.equal(await scene.stepUp({ ownSubject: () => 'ada', me, signInAgain })(scene.call), 'done');
});
