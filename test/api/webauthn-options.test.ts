import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRequestOptions, parseCreationOptions } from '../../src/api/json.ts';

const creation = {
  rp: { name: 'Acme', id: 'example.com' },
  user: { name: 'ada@example.com', displayName: 'Ada', id: '-_--AQ' },
  challenge: 'wAL1AK0PzYZQWJJp_Updc5yQWitERCyHq1eLjLQAju0',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 300_000,
  authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
};

test('what the server documents passes as it is', () => {
  const full = {
    ...creation,
    excludeCredentials: [{ type: 'public-key', id: '-_--Ag', transports: ['usb'] }],
  };
  assert.deepEqual(parseCreationOptions({ publicKey: full }).publicKey, full);
});

test('padded and standard base64 become base64url', () => {
  const { publicKey } = parseCreationOptions({
    publicKey: {
      ...creation,
      challenge: 'wAL1AK0PzYZQWJJp/Updc5yQWitERCyHq1eLjLQAju0=',
      user: { ...creation.user, id: '+/++AQ==' },
      excludeCredentials: [{ type: 'public-key', id: '+/++Ag==' }],
    },
  });
  assert.equal(publicKey.challenge, creation.challenge);
  assert.equal(publicKey.user.id, '-_--AQ');
  assert.equal(publicKey.excludeCredentials?.[0]?.id, '-_--Ag');
});

test('null and empty members of Go are absent', () => {
  const { publicKey } = parseCreationOptions({
    publicKey: {
      ...creation,
      excludeCredentials: null,
      extensions: null,
      attestation: '',
      hints: null,
      authenticatorSelection: { authenticatorAttachment: '', residentKey: 'required', userVerification: '' },
    },
  });
  assert.deepEqual(publicKey, { ...creation, authenticatorSelection: { residentKey: 'required' } });
});

test('an empty list of credentials is absent, and so are null transports', () => {
  const { publicKey } = parseRequestOptions({
    publicKey: { challenge: 'AAAA', allowCredentials: [{ id: '-_--Ag', transports: null }] },
  });
  assert.deepEqual(publicKey.allowCredentials, [{ type: 'public-key', id: '-_--Ag' }]);
  assert.equal(
    'allowCredentials' in
      parseRequestOptions({ publicKey: { challenge: 'AAAA', allowCredentials: [] } }).publicKey,
    false,
  );
});

test('a later go-webauthn says mediation beside publicKey, which changes nothing', () => {
  assert.deepEqual(parseCreationOptions({ publicKey: creation, mediation: 'conditional' }), {
    publicKey: creation,
  });
});

test('a timeout of 0 is one that was never set', () => {
  assert.equal(
    'timeout' in parseRequestOptions({ publicKey: { challenge: 'AAAA', timeout: 0 } }).publicKey,
    false,
  );
});

type Wrong = readonly [string, unknown, RegExp];

const wrong: readonly Wrong[] = [
  ['no body', undefined, /^The reply is missing/],
  ['a list', [], /^The reply is not an object/],
  ['no publicKey', {}, /^publicKey is missing/],
  ['publicKey null', { publicKey: null }, /^publicKey is not an object/],
  ['no challenge', { publicKey: { ...creation, challenge: undefined } }, /^publicKey\.challenge/],
  ['an empty challenge', { publicKey: { ...creation, challenge: '' } }, /^publicKey\.challenge/],
  [
    'a challenge that is no base64',
    { publicKey: { ...creation, challenge: 'a b' } },
    /^publicKey\.challenge/,
  ],
  ['no user', { publicKey: { ...creation, user: null } }, /^publicKey\.user/],
  ['a user without an id', { publicKey: { ...creation, user: { name: 'ada' } } }, /^publicKey\.user\.id/],
  [
    'no rp: an assertion where a creation is due',
    { publicKey: { challenge: 'AAAA', rpId: 'x' } },
    /^publicKey\.rp/,
  ],
  ...[-1, '300000', Infinity].map((timeout): Wrong => [
    `the timeout ${JSON.stringify(timeout)}`,
    { publicKey: { ...creation, timeout } },
    /^publicKey\.timeout/,
  ]),
  [
    'a list that is an object',
    { publicKey: { ...creation, excludeCredentials: {} } },
    /^publicKey\.excludeCredentials/,
  ],
  [
    'a credential without an id',
    { publicKey: { ...creation, excludeCredentials: [{ id: 'AAAA' }, { type: 'public-key' }] } },
    /^publicKey\.excludeCredentials\[1\]\.id/,
  ],
];

for (const [name, reply, message] of wrong) {
  test(`${name} is a bad response that names the field`, () => {
    assert.throws(() => parseCreationOptions(reply), { code: 'bad_response', message });
  });
}
