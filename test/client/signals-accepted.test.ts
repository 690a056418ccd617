import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toAcceptedCredentials } from '../../src/webauthn/signals.ts';
import type { SelfCredential } from '../../src/api/contract.ts';

const passkey: SelfCredential = {
  id: 'c1',
  type: 'webauthn',
  updated_at: '',
  credential_id: '+/++Ag==',
  discoverable_id: 'AAAA',
};
const classic: SelfCredential = { ...passkey, credential_id: 'BBBB', discoverable_id: '' };
const password: SelfCredential = { type: 'password', updated_at: '' };

test('a complete list of both families is told with all credential IDs', () => {
  assert.deepEqual(toAcceptedCredentials({ credentials: [password, passkey, classic] }), {
    userID: 'AAAA',
    allAcceptedCredentialIDs: ['-_--Ag', 'BBBB'],
  });
});

const untold: Readonly<Record<string, readonly SelfCredential[] | null>> = {
  'no list': null,
  'an empty list': [],
  'a list of passwords': [password],
  'a list in which one passkey has no credential ID': [passkey, { ...classic, credential_id: '' }],
  'a list in which one credential ID is broken': [passkey, { ...classic, credential_id: 'a b' }],
  'a list without a user handle': [classic],
  'a list with two user handles': [passkey, { ...passkey, discoverable_id: 'BBBB' }],
};

for (const [name, credentials] of Object.entries(untold)) {
  test(`${name} is not told: it could hide passkeys that exist`, () => {
    assert.equal(toAcceptedCredentials({ credentials }), undefined);
  });
}
