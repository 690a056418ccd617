import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, withAuthenticatorData } from '../../support/hostile.ts';
import type { Enrolled } from './cases/case.ts';
import { signedDataCases } from './cases/f-signed-data.ts';
import { SignIn } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls({ attempts: { password: 10, code: 10, passkey: 1000 } });
const enrolled = new Map<Enrolled | undefined, Promise<SignIn>>();

/** One passkey for all cases that enrol the same way. */
function passkey(enrol: Enrolled | undefined): Promise<SignIn> {
  const known = enrolled.get(enrol) ?? SignIn.enrolled(calls, enrol);
  enrolled.set(enrol, known);
  return known;
}

for (const { name, enrol, ...wrong } of signedDataCases) {
  test(name, async () => {
    const { error_code } = await (await passkey(enrol)).refused(wrong);
    assert.match(error_code, /^(?:verification_failed|challenge_expired|invalid_request)$/);
  });
}

test('97 refuses a user who was not verified where that is required', async () => {
  const strict = new WatchedCalls({ userVerification: 'required' });
  await (
    await SignIn.enrolled(strict)
  ).refused({
    spoil: (body, device) =>
      device.resign(withAuthenticatorData(body, ({ flags }) => ({ flags: flags & ~flag.UV }))),
    reason: /verification required/i,
    requireUserVerification: true,
  });
});

test("100 only marks a sign counter that did not grow where the vendor's policy is chosen", async () => {
  const lenient = new WatchedCalls({ counter: 'warn' });
  const counted = (signCount: number) => (body: Parameters<Enrolled>[0]) =>
    withAuthenticatorData(body, () => ({ signCount }));
  const signIn = await SignIn.enrolled(lenient, counted(5));
  assert.equal((await signIn.complete(await signIn.begin())).status, 200);
  const passkeys = Object.values((await lenient.state()).passkeys);
  assert.deepEqual(
    passkeys.map(({ cloneWarning, signCount }) => [cloneWarning, signCount]),
    [[true, 5]],
  );
});
