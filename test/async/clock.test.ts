import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserClock } from '../../src/async.ts';

test('a time that is too long for a timer of the browser does not run at once', (context) => {
  const waits: number[] = [];
  context.mock.method(globalThis, 'setTimeout', (_: () => void, wait: number) => waits.push(wait));
  browserClock.after(2 ** 40, () => undefined);
  browserClock.after(1000, () => undefined);
  assert.deepEqual(waits, [2 ** 31 - 1, 1000]);
});
