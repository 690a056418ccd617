import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Device } from '../../support/device.ts';
import { bytes, flag, withAuthenticatorData, withClientData } from '../../support/hostile.ts';
import { familyOf, Person, self } from '../calls.ts';
import type { CredentialCreation } from '../../../src/api/contract.ts';
import { authenticatorDataCases } from './cases/c-authenticator-data.ts';
import { accepted, refused, refusedEnrolment } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();

for (const { name, ...wrong } of authenticatorDataCases) {
  test(name, async () => {
    const { status_code } = await refusedEnrolment(calls, wrong);
    assert.equal(status_code, 400);
  });
}

test('47 accepts an absent user on the path of silent creation, and only there', async () => {
  const absent = (device: Device, { publicKey }: CredentialCreation) =>
    withAuthenticatorData(device.create(publicKey), ({ flags }) => ({ flags: flags & ~(flag.UP | flag.UV) }));
  const [ada, token] = [new Person(calls), await calls.userToken()];
  const begin = `${self('shop')}/${familyOf('shop')}/create/begin?mediation=conditional`;
  const silent = (await calls.call('POST', begin, { token })).body as CredentialCreation;
  assert.equal((await ada.completeEnrolment(absent(new Device(), silent))).status, 200);
  const loud = absent(new Device(), await ada.beginEnrolment());
  assert.equal((await refused(calls, () => ada.completeEnrolment(loud))).error_code, 'verification_failed');
});

test('48 refuses a user who was not verified where that is required', async () => {
  const strict = new WatchedCalls({ userVerification: 'required' });
  await refusedEnrolment(strict, {
    spoil: (body) => withAuthenticatorData(body, ({ flags }) => ({ flags: flags & ~flag.UV })),
    reason: /verification was required/i,
  });
});

for (const [number, other, whose] of [
  [57, 'ada@example.com', 'the same user'],
  [58, 'grace@example.com', 'another user'],
] as const) {
  test(`${number} refuses a credential ID that ${whose} has registered`, async () => {
    const registered = await accepted(calls, new Device());
    const person = new Person(calls, other);
    const { challenge } = (await person.beginEnrolment()).publicKey;
    const again = withClientData(registered, { challenge });
    const { status_code, error_code } = await refused(calls, () => person.completeEnrolment(again));
    assert.deepEqual([status_code, error_code], [409, 'credential_exists']);
  });
}

for (const workspace of ['shop', 'portal']) {
  test(`63 gives every user a handle of 1 to 64 bytes that says nothing (${workspace})`, async () => {
    const people = [new Person(calls), new Person(calls, 'grace@example.com')];
    const handles = await Promise.all(
      people.map(async (person) => bytes((await person.beginEnrolment(workspace)).publicKey.user.id)),
    );
    for (const handle of handles) assert.ok(handle.length >= 1 && handle.length <= 64);
    const text = handles.map((handle) => Buffer.from(handle).toString()).join();
    assert.doesNotMatch(text, /ada|grace|example/i);
    assert.notDeepEqual(handles[0], handles[1]);
  });
}
