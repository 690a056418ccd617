import { test } from 'node:test';
import { Calls } from '../calls.ts';
import { authenticatorDataCases } from './cases/c-authenticator-data.ts';
import { refusedEnrolment } from './refused.ts';

const calls = new Calls();

for (const { name, ...wrong } of authenticatorDataCases) {
  test(name, async () => {
    await refusedEnrolment(calls, wrong);
  });
}
