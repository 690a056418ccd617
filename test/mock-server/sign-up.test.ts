import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Calls, claimsOf, errorCode, familyOf, Person, pool, tokensOf } from './calls.ts';

const mary = 'mary@example.com';

function begin(calls: Calls, workspace: string, identifier: unknown = mary) {
  const path = `${pool}/register/${familyOf(workspace)}/begin`;
  return calls.call('POST', path, { body: { identifier, workspace_id: workspace } });
}

function complete(calls: Calls, workspace: string, body: unknown) {
  return calls.call('POST', `${pool}/register/${familyOf(workspace)}/complete`, { body });
}

const optionsOf = ({ body }: { readonly body: unknown }) => body as CredentialCreation;

for (const workspace of ['shop', 'portal']) {
  test(`somebody new makes an account in ${workspace} with a passkey and is signed in`, async () => {
    const calls = new Calls();
    const person = new Person(calls, mary);
    const options = optionsOf(await begin(calls, workspace));
    const tokens = tokensOf(await complete(calls, workspace, person.create(options)));
    assert.deepEqual(claimsOf(tokens.access_token)['amr'], ['pop']);
    const again = tokensOf(await person.signIn(workspace));
    assert.equal(claimsOf(again.access_token)['sub'], claimsOf(tokens.access_token)['sub']);
    const [passkey] = await calls.passkeys(workspace, { user: mary });
    assert.equal(passkey?.discoverable_id === '', workspace === 'portal');
  });
}

test('who signs up with a user name is not said to have an e-mail address', async () => {
  const calls = new Calls();
  const options = optionsOf(await begin(calls, 'shop', 'mary'));
  await complete(calls, 'shop', new Person(calls, 'mary').create(options));
  const { identifiers } = await calls.me('shop', { user: 'mary' });
  assert.deepEqual(identifiers, [
    { identifier: 'mary', type: 'uid', created_at: '2026-01-05T09:00:00.000Z' },
  ]);
  assert.equal((await calls.me()).identifiers?.[0]?.type, 'email');
});

test('an identifier that is taken is refused at begin, and at complete when two race for it', async () => {
  const calls = new Calls();
  assert.equal(errorCode(await begin(calls, 'shop', ' ADA@example.com ')), 'user_exists');
  const bodies = [await begin(calls, 'shop'), await begin(calls, 'shop')].map((answer) =>
    new Person(calls, mary).create(optionsOf(answer)),
  );
  const answers = await Promise.all(bodies.map((body) => complete(calls, 'shop', body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal((await calls.passkeys('shop', { user: mary })).length, 1);
});

test('a challenge of sign-up does not enrol, and none of enrolment signs up', async () => {
  const calls = new Calls();
  const person = new Person(calls);
  const signUp = person.create(optionsOf(await begin(calls, 'shop')));
  assert.equal(errorCode(await person.completeEnrolment(signUp)), 'challenge_expired');
  const enrol = person.create(await person.beginEnrolment());
  assert.equal(errorCode(await complete(calls, 'shop', enrol)), 'challenge_expired');
});

for (const identifier of [undefined, 7, '', '  ', 'a\u0000', 'a\u202eb', 'x'.repeat(257)]) {
  test(`nobody signs up as ${JSON.stringify(identifier)?.slice(0, 20) ?? 'nothing'}`, async () => {
    const answer = await begin(new Calls(), 'shop', identifier ?? null);
    assert.equal(errorCode(answer), 'invalid_request');
  });
}

const twins = [
  ['another composition', 'jos\u00e9@example.com', 'jose\u0301@example.com'],
  ['full width', 'ada@example.com', '\uff41da@example.com'],
  ['the Kelvin sign', 'k@example.com', '\u212a@example.com'],
  ['a dotted capital I', 'i\u0307@example.com', '\u0130@example.com'],
  ['a sharp s', 'strasse@example.com', 'STRA\u00dfE@example.com'],
  ["the root's dot", 'new@example.com', 'new@example.com.'],
  ['a no-break space', 'a b', 'a\u00a0b'],
] as const;

for (const [name, one, other] of twins) {
  test(`an identifier that differs from another by ${name} only is the same`, async () => {
    const calls = new Calls();
    const person = new Person(calls, one);
    if (one !== 'ada@example.com') {
      const options = optionsOf(await begin(calls, 'shop', one));
      assert.equal((await complete(calls, 'shop', person.create(options))).status, 200);
    }
    assert.equal(errorCode(await begin(calls, 'shop', other)), 'user_exists');
  });
}
