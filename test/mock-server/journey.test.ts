import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CredentialAssertion } from '../../src/api/contract.ts';
import { Calls, claimsOf, familyOf, Person, self, tokensOf } from './calls.ts';

for (const workspace of ['shop', 'portal']) {
  test(`in ${workspace}, a person goes from the password to a passkey, uses it, names it and removes it`, async () => {
    const calls = new Calls();
    const ada = new Person(calls);
    const password = tokensOf(await ada.signInWithPassword('analytical engine', workspace));
    assert.deepEqual(claimsOf(password.access_token)['amr'], ['pwd']);

    const token = password.access_token;
    const family = familyOf(workspace);
    const begun = await calls.call('POST', `${self(workspace)}/${family}/create/begin`, { token });
    const made = ada.create(begun.body as Parameters<Person['create']>[0]);
    const path = `${self(workspace)}/${family}/create/complete`;
    assert.equal((await calls.call('POST', path, { token, body: made })).status, 200);

    const signedIn = tokensOf(await ada.signIn(workspace));
    assert.deepEqual(claimsOf(signedIn.access_token)['amr'], ['pop']);
    assert.equal(claimsOf(signedIn.access_token)['sub'], claimsOf(token)['sub']);

    const [first] = await calls.passkeys(workspace);
    const target = `${self(workspace)}/webauthn/${first?.id ?? ''}`;
    const renamed = await calls.call('PUT', `${target}/name`, { token, body: { name: '  Work MacBook ' } });
    assert.equal(renamed.status, 204);
    assert.equal((await calls.passkeys(workspace))[0]?.name, 'Work MacBook');
    assert.equal((await calls.call('DELETE', target, { token })).status, 409);

    await new Person(calls).enrol(workspace);
    assert.equal((await calls.call('DELETE', target, { token })).status, 204);
    assert.equal((await calls.passkeys(workspace)).length, 1);
  });
}

test('Smart asks for a discoverable credential and names none at sign-in', async () => {
  const ada = new Person(new Calls());
  const creation = await ada.beginEnrolment('shop');
  assert.deepEqual(creation.publicKey.authenticatorSelection, {
    residentKey: 'required',
    userVerification: 'preferred',
  });
  const { publicKey } = (await ada.beginSignIn('shop')).body as CredentialAssertion;
  assert.equal('allowCredentials' in publicKey, false);
});

test('Classic leaves the kind of credential open and names the credentials at sign-in', async () => {
  const ada = new Person(new Calls());
  const creation = await ada.beginEnrolment('portal');
  assert.deepEqual(creation.publicKey.authenticatorSelection, { userVerification: 'preferred' });
  const made = await ada.completeEnrolment(ada.create(creation), 'portal');
  assert.equal(made.status, 200);
  const { publicKey } = (await ada.beginSignIn('portal')).body as CredentialAssertion;
  const [passkey] = await ada.calls.passkeys('portal');
  assert.deepEqual(
    publicKey.allowCredentials?.map(({ id }) => id),
    [passkey?.credential_id],
  );
});
