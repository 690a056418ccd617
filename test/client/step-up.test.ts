import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { SelfProfile } from '../../src/api/contract.ts';
import type { ReauthenticationRequest } from '../../src/client/types.ts';
import { ada, down, Refusal, Scene, tokenOf, tokensOf } from './step-up-scene.ts';
import { leavePage } from '../support/fake-page.ts';

afterEach(leavePage);

test('a call that is not refused asks nobody', async () => {
  const scene = new Scene();
  scene.fresh = true;
  assert.equal(await scene.call(), 'done');
  assert.deepEqual(scene.events, []);
});

test('another refusal asks nobody', async () => {
  const scene = new Scene();
  scene.refusal = new Refusal(409, 'last_credential');
  const reauthenticate = () => assert.fail('the integrator was asked');
  await assert.rejects(scene.call({ reauthenticate }), { code: 'last_passkey' });
});

test('without anybody to ask the refusal is reported', async () => {
  const scene = new Scene();
  await assert.rejects(scene.call(), { code: 'reauthentication_required' });
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
  assert.equal(await scene.call({ reauthenticate }), 'done');
  assert.deepEqual(asked, [{ maxAge: 300, subject: 'ada' }]);
  assert.deepEqual(scene.calls, ['call', 'call']);
  assert.deepEqual(scene.events, ['begin', 'done']);
});

test('it is asked once: a second refusal stands', async () => {
  const scene = new Scene();
  let asked = 0;
  const reauthenticate = async () => void (asked += 1);
  await assert.rejects(scene.call({ reauthenticate }), { code: 'reauthentication_required' });
  assert.deepEqual([asked, scene.calls.length], [1, 2]);
});

test('another person is refused, and the call is not made again', async () => {
  const scene = new Scene();
  const reauthenticate = async () => {
    scene.fresh = true;
    scene.token = tokenOf('grace');
  };
  await assert.rejects(scene.call({ reauthenticate }), { code: 'different_subject' });
  assert.deepEqual(scene.calls, ['call']);
});

test('a token that has become opaque proves nobody', async () => {
  const scene = new Scene();
  const reauthenticate = async () => void (scene.token = 'opaque');
  await assert.rejects(scene.call({ reauthenticate }), { code: 'different_subject' });
});

for (const [what, answer] of [
  ['fails', () => Promise.reject(new Error('session ended'))],
  ['gives no text', () => ({ token: 'x' }) as unknown as string],
] as const) {
  test(`where accessToken ${what} afterwards nobody is proved, and every error is one of ours`, async () => {
    const scene = new Scene();
    let hasEnded = false;
    const accessToken = () => (hasEnded ? answer() : scene.token);
    const reauthenticate = async () => void (scene.fresh = hasEnded = true);
    await assert.rejects(scene.call({ accessToken, reauthenticate }), { code: 'different_subject' });
  });
}

test('where tokens are opaque the profile tells another person', async () => {
  const scene = new Scene();
  scene.token = 'opaque';
  const profiles = [ada, { ...ada, id: 'u2' }];
  scene.me = async () => profiles.shift() ?? assert.fail('asked again');
  const reauthenticate = async () => void (scene.fresh = true);
  await assert.rejects(scene.call({ reauthenticate }), { code: 'different_subject' });
});

test('where tokens are opaque the profile tells the person', async () => {
  const scene = new Scene();
  scene.token = 'opaque';
  const reauthenticate = async () => void (scene.fresh = true);
  assert.equal(await scene.call({ reauthenticate }), 'done');
});

test('a person who declines has cancelled', async () => {
  const scene = new Scene();
  const cause = new Error('closed');
  const reauthenticate = () => Promise.reject(cause);
  await assert.rejects(scene.call({ reauthenticate }), { code: 'cancelled', cause });
  assert.deepEqual(scene.calls, ['call']);
});

test('leaving ends a step-up that nobody answers', async () => {
  const scene = new Scene();
  const leaving = new AbortController();
  const reauthenticate = () => {
    queueMicrotask(() => leaving.abort());
    return new Promise<void>(() => {});
  };
  await assert.rejects(scene.call({ reauthenticate }, leaving.signal), { code: 'aborted' });
});

for (const left of ['me', 'accessToken'] as const) {
  test(`who leaves before the answer of ${left} is asked for nothing any more`, async () => {
    const scene = new Scene();
    const leaving = new AbortController();
    let asked = 0;
    let reads = 0;
    const leave = <T>(value: T): Promise<T> => Promise.resolve(value).finally(() => leaving.abort());
    if (left === 'me') scene.me = () => leave(ada);
    const accessToken = () => {
      reads += 1;
      return left === 'accessToken' && reads === 1 ? leave(scene.token) : scene.token;
    };
    const reauthenticate = async () => void (asked += 1);
    await assert.rejects(scene.call({ accessToken, reauthenticate }, leaving.signal), { code: 'aborted' });
    assert.equal(asked, 0);
  });
}

test('the client signs in again by itself where it obtained the tokens', async () => {
  const scene = new Scene();
  scene.signInAgain = () => {
    scene.fresh = true;
    return tokensOf('ada');
  };
  const reauthenticate = () => assert.fail('the integrator was asked');
  assert.equal(await scene.callSignedIn('ada', { reauthenticate }), 'done');
  assert.deepEqual(scene.begins, [{ identifier: 'ada@example.com', workspace_id: 'shop' }]);
});

test("another person's tokens are refused before anybody gets them", async () => {
  const scene = new Scene();
  scene.signInAgain = () => tokensOf('grace');
  await assert.rejects(scene.callSignedIn('ada'), { code: 'different_subject' });
  assert.deepEqual(scene.given, []);
});

const record = { id: 'c1', type: 'webauthn', updated_at: '' };
const whereNoPasskeySignsIn: Readonly<Record<string, () => SelfProfile | Refusal>> = {
  'without a passkey': () => ({ ...ada, credentials: null }),
  'whose passkey is a second factor': () => ({
    ...ada,
    authentication_mechanisms: ['password'],
    second_factor_authentication_mechanisms: ['usernameless_webauthn'],
  }),
  'whose passkeys are of the other family': () => ({
    ...ada,
    credentials: [{ ...record, discoverable_id: '' }],
  }),
  'whose profile cannot be read': () => down,
};

for (const [who, me] of Object.entries(whereNoPasskeySignsIn)) {
  test(`somebody ${who} is not asked for one: the integrator is`, async () => {
    const scene = new Scene();
    scene.me = me;
    const reauthenticate = async () => void (scene.fresh = true);
    assert.equal(await scene.callSignedIn('ada', { reauthenticate }), 'done');
  });

  test(`somebody ${who} whom nobody can ask is told so`, async () => {
    const scene = new Scene();
    scene.me = me;
    await assert.rejects(scene.callSignedIn('ada'), { code: 'reauthentication_required' });
  });
}

test('one passkey of the family that is open is enough', async () => {
  const scene = new Scene();
  const credentials = ['', 'AAAA'].map((discoverable_id) => ({ ...record, discoverable_id }));
  scene.me = () => ({ ...ada, credentials });
  scene.signInAgain = () => {
    scene.fresh = true;
    return tokensOf('ada');
  };
  assert.equal(await scene.callSignedIn('ada'), 'done');
});
