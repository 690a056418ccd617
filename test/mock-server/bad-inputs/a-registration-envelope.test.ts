import { test } from 'node:test';
import { Calls } from '../calls.ts';
import { envelopeCases } from './cases/a-registration-envelope.ts';
import { refusedEnrolment } from './refused.ts';

const calls = new Calls();

for (const { name, ...wrong } of envelopeCases) {
  test(name, async () => {
    await refusedEnrolment(calls, wrong);
  });
}
