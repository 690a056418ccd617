import { test } from 'node:test';
import { Calls } from '../calls.ts';
import { attestationCases } from './cases/d-attestation.ts';
import { refusedEnrolment } from './refused.ts';

const calls = new Calls();

for (const { name, ...wrong } of attestationCases) {
  test(name, async () => {
    await refusedEnrolment(calls, wrong);
  });
}
