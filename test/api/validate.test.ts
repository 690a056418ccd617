import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCreateReply } from '../../src/api/json.ts';
import { parsePasswordReply, parseRegisterReply, parseSignInReply } from '../../src/api/sign-in.ts';
import { parseProfile } from '../../src/api/self-service.ts';
import { parseUser } from '../../src/api/system.ts';

const tokens = { access_token: 't', token_type: 'Bearer', expires_in: 3600 };
const secondFactor = { mechanisms: ['webauthn'], login_id: 'l', login_state: 's' };

test('a sign-in is answered with tokens, with a redirect, or with the wish for a second factor', () => {
  assert.deepEqual(parseSignInReply(tokens), tokens);
  assert.deepEqual(parseSignInReply({ redirect_to: 'https://x/' }), { redirect_to: 'https://x/' });
  assert.deepEqual(parsePasswordReply(tokens), tokens);
  assert.deepEqual(parsePasswordReply({ second_factor: secondFactor }), { second_factor: secondFactor });
});

test('a sign-up is answered like a sign-in or like an enrolment', () => {
  const created = { credentials: [{ id: '+/++Ag==' }] };
  assert.deepEqual(parseRegisterReply(created), created);
  assert.deepEqual(parseRegisterReply(tokens), tokens);
});

test('both generations of go-webauthn are read', () => {
  const later = { credentials: [{ id: '+/++Ag==', publicKey: 'pQEC', attestationFormat: 'none' }] };
  assert.deepEqual(parseCreateReply(later), later);
  assert.deepEqual(parseCreateReply({ credentials: null }), { credentials: [] });
});

test('a profile may leave out everything that a tenant does not tell', () => {
  for (const profile of [{}, { credentials: null, identifiers: null, authentication_mechanisms: null }]) {
    assert.deepEqual(parseProfile(profile), profile);
  }
});

test('a password has no record ID that matters, a passkey has one', () => {
  const password = { type: 'password', updated_at: '2026-01-01T00:00:00Z' };
  assert.ok(parseProfile({ credentials: [password] }));
  assert.throws(() => parseProfile({ credentials: [password, { type: 'webauthn' }] }), {
    message: /^credentials\[1\]\.id/,
  });
});

test('what Go writes for a text that was never set is none', () => {
  for (const unset of [null, '']) {
    const passkey = { id: 'c', type: 'webauthn', name: unset, aaguid: unset, last_used_at: unset };
    assert.ok(parseProfile({ credentials: [{ ...passkey, transports: null }] }));
    assert.ok(parseSignInReply({ ...tokens, id_token: unset }));
  }
});

type Wrong = readonly [string, () => unknown, RegExp];

const wrong: readonly Wrong[] = [
  ['tokens without a token', () => parseSignInReply({ token_type: 'Bearer' }), /^access_token/],
  ['a redirect that is not a string', () => parseSignInReply({ redirect_to: 7 }), /^redirect_to/],
  ['an empty reply', () => parseSignInReply(undefined), /^The reply/],
  [
    'a second factor without login_id',
    () => parsePasswordReply({ second_factor: {} }),
    /^second_factor\.login_id/,
  ],
  ['credentials that are an object', () => parseProfile({ credentials: {} }), /^credentials/],
  ['a credential that is null', () => parseProfile({ credentials: [null] }), /^credentials\[0\]/],
  [
    'mechanisms that are a text',
    () => parseProfile({ authentication_mechanisms: 'x' }),
    /^authentication_mechanisms/,
  ],
  [
    'an identifier without its text',
    () => parseProfile({ identifiers: [{}] }),
    /^identifiers\[0\]\.identifier/,
  ],
  ['a user without an id', () => parseUser({ credentials: [] }), /^id/],
  ...['name', 'aaguid', 'credential_id', 'discoverable_id', 'created_at', 'last_used_at'].map(
    (member): Wrong => [
      `a ${member} that is a number`,
      () => parseProfile({ credentials: [{ id: 'c', type: 'webauthn', [member]: 7 }] }),
      new RegExp(`^credentials\\[0\\]\\.${member} is not a string`),
    ],
  ),
  [
    'transports that are a text',
    () => parseUser({ id: 'u', credentials: [{ id: 'c', type: 'webauthn', transports: 'usb' }] }),
    /^credentials\[0\]\.transports/,
  ],
  ['an id_token that is a number', () => parseSignInReply({ ...tokens, id_token: 7 }), /^id_token/],
  ['a record without an id', () => parseCreateReply({ credentials: [{}] }), /^credentials\[0\]\.id/],
];

for (const [name, check, message] of wrong) {
  test(`${name} is a bad response that names the field`, () => {
    assert.throws(check, { code: 'bad_response', message });
  });
}
