import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMember } from '../../support/hostile.ts';
import { Device } from '../../support/device.ts';
import { Person } from '../calls.ts';
import { assertionEnvelopeCases } from './cases/e-assertion-envelope.ts';
import { accepted, refused, SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const passkey = await SignIn.enrolled(calls);

for (const { name, ...wrong } of assertionEnvelopeCases) {
  test(name, async () => {
    const { status_code, error_code } = await passkey.refused(wrong);
    assert.deepEqual([status_code, error_code], [400, 'invalid_request']);
  });
}

test('88 refuses a registration where an assertion is due', async () => {
  const registration = await accepted(calls, new Device());
  const { error } = await refused(calls, () => new Person(calls).completeSignIn(registration));
  assert.match(error, /signature/);
});

test('74 takes no id from anywhere but the body itself', async () => {
  const body = withMember(await passkey.begin(), 'id', undefined);
  await refused(calls, () => passkey.complete({ ...body, response: { ...body.response, id: body.rawId } }));
});
