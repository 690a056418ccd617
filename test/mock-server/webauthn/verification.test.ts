import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Malformed,
  NotVerified,
  parseAssertion,
  parseRegistration,
  verifyAssertion,
  verifyRegistration,
} from '../../../mock-server/webauthn/index.ts';
import { attestFully } from '../../support/attestation-ca.ts';
import { Device } from '../../support/device.ts';
import { withAuthenticatorData } from '../../support/hostile.ts';
import { origin } from '../calls.ts';

const challenge = 'wAL1AK0PzYZQWJJp_Updc5yQWitERCyHq1eLjLQAju0';
const algorithms = [-7];
const creation = {
  rp: { id: 'localhost', name: 'Acme' },
  user: { id: '-_--AQ', name: 'ada', displayName: 'Ada' },
  challenge,
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};
const expected = {
  challenge,
  origins: [origin],
  rpId: 'localhost',
  requireUserVerification: true,
  now: new Date(Date.UTC(2026, 0, 5)),
};

const verifyNew = (body: unknown, about = {}) =>
  verifyRegistration(parseRegistration(body), { ...expected, allowUserAbsent: false, algorithms, ...about });

/** A passkey that is kept, and an assertion of it with that signature counter. */
async function signedIn(signCount: number) {
  const device = new Device(origin);
  const { flags, ...kept } = await verifyNew(device.create(creation));
  const allowCredentials = [{ type: 'public-key', id: kept.credentialId }];
  const genuine = device.get({
    challenge,
    rpId: 'localhost',
    userVerification: 'required',
    allowCredentials,
  });
  const assertion = device.resign(withAuthenticatorData(genuine, () => ({ signCount })));
  return { stored: { ...kept, backupEligible: flags.backupEligible }, parsed: parseAssertion(assertion) };
}

test('a registration says everything that is worth keeping', async () => {
  const body = new Device(origin).create(creation);
  const verified = await verifyNew({ ...body, authenticatorAttachment: 'platform' });
  const { publicKey, authenticatorData, ...rest } = verified;
  assert.deepEqual(rest, {
    credentialId: body.id,
    algorithm: -7,
    transports: ['usb'],
    attachment: 'platform',
    aaguid: '4e49442d-4155-5448-2d33-313431353932',
    attestationFormat: 'none',
    flags: { userPresent: true, userVerified: true, backupEligible: true, backupState: true },
    signCount: 0,
    clientDataJSON: body.response.clientDataJSON,
    attestationObject: body.response.attestationObject,
  });
  assert.ok(Buffer.from(authenticatorData, 'base64url').includes(Buffer.from(publicKey, 'base64url')));
});

test('an attachment that is not known counts as none, one that is no string is refused', async () => {
  const body = new Device(origin).create(creation);
  const verified = await verifyNew({ ...body, authenticatorAttachment: 'orbital' });
  assert.equal('attachment' in verified, false);
  for (const authenticatorAttachment of [7, {}, ['platform']]) {
    await assert.rejects(async () => verifyNew({ ...body, authenticatorAttachment }), Malformed);
  }
});

test('one of several origins is enough', async () => {
  const origins = ['https://shop.example', origin];
  assert.ok(await verifyNew(new Device(origin).create(creation), { origins }));
});

for (const year of [1999, 2150]) {
  test(`certificates are judged by the clock that is passed in: the year ${year}`, async () => {
    const body = await attestFully(new Device(origin).create(creation));
    assert.ok(await verifyNew(body));
    await assert.rejects(verifyNew(body, { now: new Date(Date.UTC(year)) }), /in force/);
  });
}

test('an assertion counts for the credential of its ID alone', async () => {
  const { stored, parsed } = await signedIn(1);
  const other = { ...stored, credentialId: 'AAAA' };
  await assert.rejects(verifyAssertion(parsed, other, { ...expected, counter: 'reject' }), NotVerified);
});

for (const [before, now, counter, outcome] of [
  [0, 0, 'reject', { signCount: 0, cloneWarning: false }],
  [0, 7, 'reject', { signCount: 7, cloneWarning: false }],
  [7, 8, 'reject', { signCount: 8, cloneWarning: false }],
  [7, 8, 'warn', { signCount: 8, cloneWarning: false }],
  [7, 7, 'warn', { signCount: 7, cloneWarning: true }],
  [7, 3, 'warn', { signCount: 7, cloneWarning: true }],
  [7, 0, 'warn', { signCount: 7, cloneWarning: true }],
] as const) {
  test(`the signature counter ${now} after ${before}, policy ${counter}`, async () => {
    const { stored, parsed } = await signedIn(now);
    const verified = await verifyAssertion(
      parsed,
      { ...stored, signCount: before },
      { ...expected, counter },
    );
    assert.deepEqual(verified, { ...outcome, backupState: true, userVerified: true });
  });
}

test('a forged signature is not taken for a cloned authenticator', async () => {
  const { stored, parsed } = await signedIn(3);
  const { publicKey } = await verifyNew(new Device(origin).create(creation));
  const forged = verifyAssertion(
    parsed,
    { ...stored, publicKey, signCount: 7 },
    { ...expected, counter: 'reject' },
  );
  await assert.rejects(forged, /signature is valid/);
});
