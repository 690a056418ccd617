import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { SelfProfile } from '../../src/api/contract.ts';
import { ada, codeOf, Refusal, Scene, tokenOf, tokensOf } from './step-up-scene.ts';
import { leavePage } from '../support/fake-page.ts';

afterEach(leavePage);

for (const [whom, allowed] of [
  ['grace', 'done'],
  ['ada', 'different_subject'],
] as const) {
  test(`a call of Grace's, on a client that signed in Ada: a passkey of ${whom} is ${allowed}`, async () => {
    const scene = new Scene();
    scene.token = tokenOf('grace');
    scene.signInAgain = () => {
      scene.fresh = true;
      return tokensOf(whom);
    };
    assert.equal(await scene.callSignedIn('ada').catch(codeOf), allowed);
  });
}

test('the person is the one whose call was refused, also when the page has another token by then', async () => {
  const scene = new Scene();
  const tokens: string[] = [];
  const asked: unknown[] = [];
  scene.me = (token) => {
    tokens.push(token);
    return ada;
  };
  let reads = 0;
  const call = scene.call({
    accessToken: () => tokenOf(reads++ === 0 ? 'ada' : 'grace'),
    reauthenticate: async ({ subject }) => void asked.push(subject),
  });
  await assert.rejects(call, { code: 'different_subject' });
  assert.deepEqual([tokens, asked], [[tokenOf('ada')], ['ada']]);
});

const unreadable = new Refusal(403, 'insufficient_scope');
const withoutId: SelfProfile = { authentication_mechanisms: null };
const provesNobody: Readonly<Record<string, readonly (SelfProfile | Refusal)[]>> = {
  'has no id': [withoutId],
  'cannot be read': [unreadable],
  'has no id afterwards': [ada, withoutId],
  'cannot be read afterwards': [ada, unreadable],
};

for (const [how, replies] of Object.entries(provesNobody)) {
  test(`where tokens are opaque and the profile ${how}, nobody is provably the same`, async () => {
    const scene = new Scene();
    scene.token = 'opaque';
    const left = [...replies];
    let asked = 0;
    const reauthenticate = async () => void (asked += 1);
    scene.me = () => left.shift() ?? assert.fail('asked again');
    await assert.rejects(scene.call({ reauthenticate }), {
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
    scene.me = (token) => (token === 'opaque-new' ? { ...withoutId, ...(id && { id }) } : ada);
    scene.signInAgain = () => {
      scene.fresh = true;
      return { access_token: 'opaque-new', token_type: 'Bearer', id_token: tokenOf('ada') };
    };
    assert.equal(await scene.callSignedIn('ada').catch(codeOf), allowed);
  });
}

test('who leaves while the profile of an opaque token is read has left, and is no other person', async () => {
  const scene = new Scene();
  scene.token = 'opaque';
  const leaving = new AbortController();
  scene.me = () => {
    leaving.abort();
    return ada;
  };
  const reauthenticate = () => assert.fail('the integrator was asked');
  await assert.rejects(scene.call({ reauthenticate }, leaving.signal), { code: 'aborted' });
});

test('a step-up that is answered with a redirect has proved nobody', async () => {
  const scene = new Scene();
  scene.signInAgain = () => ({ redirect_to: 'https://connect.example.com/acme/shop/oauth2/continue' });
  const { is } = await scene.client({}).signIn({ identifier: 'ada@example.com' });
  assert.equal(is, 'redirect');
  await assert.rejects(scene.callSignedIn('ada'), { code: 'reauthentication_required' });
});
