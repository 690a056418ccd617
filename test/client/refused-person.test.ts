import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PasskeyError } from '../../src/errors.ts';
import { resolveOptions } from '../../src/client/options.ts';
import { toSignInResult } from '../../src/client/sign-in/result.ts';
import type { SignInAgain, StepUpContext } from '../../src/client/management/step-up.ts';
import type { SelfProfile } from '../../src/api/contract.ts';
import { withRefusedToken } from '../../src/api/error-response.ts';
import { ada, codeOf, Scene, tokenOf, tokensOf, tooOld } from './step-up-scene.ts';

for (const [whom, allowed] of [
  ['grace', 'done'],
  ['ada', 'different_subject'],
] as const) {
  test(`a call of Grace's, on a client that signed in Ada: a passkey of ${whom} is ${allowed}`, async () => {
    const scene = new Scene();
    scene.token = tokenOf('grace');
    const signInAgain = async ({ accept }: SignInAgain) => {
      await accept(tokensOf(whom));
      scene.fresh = true;
    };
    const call = scene.stepUp({ ownSubject: () => 'ada', signInAgain })(scene.call);
    assert.equal(await call.catch(codeOf), allowed);
  });
}

test('the person is the one whose call was refused, also when the page has another token by then', async () => {
  const scene = new Scene();
  const tokens: unknown[] = [];
  const asked: unknown[] = [];
  const refused = () => {
    scene.token = tokenOf('grace');
    return Promise.reject(withRefusedToken(new PasskeyError(tooOld.code, 'too old'), tokenOf('ada')));
  };
  const call = scene.stepUp({
    me: async ({ accessToken }) => {
      tokens.push(accessToken);
      return ada;
    },
    reauthenticate: async ({ subject }) => void asked.push(subject),
  })(refused);
  await assert.rejects(call, { code: 'different_subject' });
  assert.deepEqual([tokens, asked], [[tokenOf('ada')], ['ada']]);
});

const unreadable = new PasskeyError('forbidden', 'no view_ss_profile');
const provesNobody: Readonly<Record<string, readonly (() => Promise<SelfProfile>)[]>> = {
  'has no id': [async () => ({ authentication_mechanisms: null })],
  'cannot be read': [() => Promise.reject(unreadable)],
  'has no id afterwards': [async () => ada, async () => ({ authentication_mechanisms: null })],
  'cannot be read afterwards': [async () => ada, () => Promise.reject(unreadable)],
};

for (const [how, replies] of Object.entries(provesNobody)) {
  test(`where tokens are opaque and the profile ${how}, nobody is provably the same`, async () => {
    const scene = new Scene();
    scene.token = 'opaque';
    const left = [...replies];
    let asked = 0;
    const reauthenticate = async () => void (asked += 1);
    const me = () => (left.shift() ?? assert.fail('asked again'))();
    await assert.rejects(scene.stepUp({ me, reauthenticate })(scene.call), {
      code: 'different_subject',
      message: /opaque.*`me`/,
    });
    assert.deepEqual([scene.calls, asked], [['call'], replies.length - 1]);
  });
}

for (const [id, allowed] of [
  ['u1', 'done'],
  ['u2', 'different_subject'],
  [undefined, 'different_subject'],
] as const) {
  test(`where tokens are opaque the new ones' own profile counts: ${id} after u1 is ${allowed}`, async () => {
    const scene = new Scene();
    scene.token = 'opaque-old';
    const me: StepUpContext['me'] = async ({ accessToken }) => {
      if (accessToken !== 'opaque-new') return ada;
      return { authentication_mechanisms: null, ...(id && { id }) };
    };
    const signInAgain = async ({ accept }: SignInAgain) => {
      await accept({ access_token: 'opaque-new', token_type: 'Bearer', id_token: tokenOf('ada') });
      scene.fresh = true;
    };
    const call = scene.stepUp({ ownSubject: () => 'ada', signInAgain, me })(scene.call);
    assert.equal(await call.catch(codeOf), allowed);
  });
}

test('who leaves while the profile of an opaque token is read has left, and is no other person', async () => {
  const scene = new Scene();
  scene.token = 'opaque';
  const me = () => Promise.reject(new PasskeyError('aborted', 'left'));
  const reauthenticate = () => assert.fail('the integrator was asked');
  await assert.rejects(scene.stepUp({ me, reauthenticate })(scene.call), { code: 'aborted' });
});

test('a step-up that is answered with a redirect has proved nobody', async () => {
  const kit = {
    settings: resolveOptions({ issuer: 'https://connect.example.com/acme/shop' }),
    session: { signIns: 0 },
  };
  const reply = { redirect_to: 'https://connect.example.com/acme/shop/oauth2/continue' };
  assert.equal((await toSignInResult(kit, reply, { by: 'passkey' })).is, 'redirect');
  const accept = () => assert.fail('there are no tokens');
  await assert.rejects(toSignInResult(kit, reply, { by: 'passkey', accept }), {
    code: 'reauthentication_required',
  });
});
