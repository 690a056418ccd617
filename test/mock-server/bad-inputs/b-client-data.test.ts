import { test } from 'node:test';
import { Calls } from '../calls.ts';
import { clientDataCases } from './cases/b-client-data.ts';
import { refusedEnrolment } from './refused.ts';

const calls = new Calls();

for (const { name, ...wrong } of clientDataCases) {
  test(name, async () => {
    await refusedEnrolment(calls, wrong);
  });
}
