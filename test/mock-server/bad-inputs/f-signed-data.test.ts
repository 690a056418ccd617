import { test } from 'node:test';
import { Calls } from '../calls.ts';
import type { Enrolled } from './cases/case.ts';
import { signedDataCases } from './cases/f-signed-data.ts';
import { SignIn } from './refused.ts';

const calls = new Calls({ attempts: { password: 10, code: 10, passkey: 1000 } });
const enrolled = new Map<Enrolled | undefined, Promise<SignIn>>();

/** One passkey for all cases that enrol the same way. */
function passkey(enrol: Enrolled | undefined): Promise<SignIn> {
  const known = enrolled.get(enrol) ?? SignIn.enrolled(calls, enrol);
  enrolled.set(enrol, known);
  return known;
}

for (const { name, enrol, ...wrong } of signedDataCases) {
  test(name, async () => {
    await (await passkey(enrol)).refused(wrong);
  });
}
