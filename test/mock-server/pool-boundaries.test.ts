import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion, CredentialRecord } from '../../src/api/contract.ts';
import { Calls, claimsOf, errorCode, Person, pool, system, tokensOf } from './calls.ts';
import { staffPool, staffSystem, twoPools } from './two-pools.ts';

const complete = '/login/usernameless-webauthn/complete';

/** A credential that was verified elsewhere. */
async function spare(): Promise<CredentialRecord | undefined> {
  return (await new Person(new Calls()).enrol('portal')).credentials[0];
}

/** Options of a sign-in at the staff's workspace. */
async function staffOptions(calls: Calls): Promise<CredentialAssertion> {
  const body = { workspace_id: 'office' };
  const answer = await calls.call('POST', `${staffPool}/login/usernameless-webauthn/begin`, { body });
  return answer.body as CredentialAssertion;
}

test('a passkey signs in at its own pool only', async () => {
  const { calls } = await twoPools();
  const person = new Person(calls);
  await person.enrol('office');
  const answer = await person.signIn('shop');
  assert.deepEqual([answer.status, errorCode(answer)], [404, 'unknown_credential']);
  const own = person.get(await staffOptions(calls));
  const tokens = tokensOf(await calls.call('POST', staffPool + complete, { body: own }));
  assert.equal(claimsOf(tokens.access_token)['sub'], 'ada-of-staff');
});

test('a challenge is answered at its own pool only', async () => {
  const { calls } = await twoPools();
  const person = new Person(calls);
  await person.enrol('office');
  const assertion = person.get(await staffOptions(calls));
  const foreign = await calls.call('POST', pool + complete, { body: assertion });
  assert.equal(errorCode(foreign), 'challenge_expired');
  assert.equal((await calls.call('POST', staffPool + complete, { body: assertion })).status, 200);
});

test('a code adds a passkey in the pool that sent it only, by whatever it is claimed', async () => {
  const { calls, state } = await twoPools();
  const token = await calls.backendToken();
  const asked = { address: 'ada@example.com' };
  await calls.call('POST', `${system}/user/webauthn/add/request`, { token, body: asked });
  const sent = Object.values(state.codes)[0];
  assert.equal(sent?.poolId, 'customers');
  const claims = [
    { code: sent.extendedCode },
    { code: sent.code, userID: sent.userId },
    { code: sent.code, ...asked },
  ];
  const offered = await spare();
  const add = (at: string, claim: object) => {
    const body = { ...claim, new_web_authn: offered };
    return calls.call('POST', `${at}/user/webauthn/add/complete`, { token, body });
  };
  for (const claim of claims) {
    const answer = await add(staffSystem, claim);
    assert.deepEqual([answer.status, errorCode(answer)], [401, 'verification_failed']);
  }
  assert.equal(Object.keys(state.passkeys).length, 0);
  assert.equal((await add(system, { code: sent.code, ...asked })).status, 204);
});

test('a backend finds a person in their own pool only', async () => {
  const { calls } = await twoPools();
  const token = await calls.backendToken();
  const find = (at: string) => calls.call('GET', `${at}/users/ada-of-staff`, { token });
  assert.equal((await find(system)).status, 404);
  assert.equal((await find(staffSystem)).status, 200);
  const byKey = { token, body: { identifier: 'ada@example.com' } };
  const { body } = await calls.call('POST', `${system}/users/by_key`, byKey);
  assert.notEqual((body as { readonly id: string }).id, 'ada-of-staff');
});
