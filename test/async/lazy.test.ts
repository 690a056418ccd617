import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazy } from '../../src/async.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

test('a part is loaded once', async () => {
  let loads = 0;
  const part = lazy(async () => (loads += 1));
  assert.deepEqual(await Promise.all([part(), part()]), [1, 1]);
});

test('a part that does not load is a failure that says so, and is loaded again', async () => {
  let loads = 0;
  const part = lazy(async () => {
    loads += 1;
    if (loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return loads;
  });
  await assert.rejects(part(), { code: 'server_error' });
  assert.equal(await part(), 2);
});

test('a part that never arrives is a failure after fifteen seconds, and is loaded again', async () => {
  const clock = new FakeClock();
  let loads = 0;
  const part = lazy(() => {
    loads += 1;
    return loads === 1 ? new Promise<number>(() => undefined) : Promise.resolve(loads);
  }, clock);
  const loading = assert.rejects(part(), { code: 'server_error', message: /could not be loaded/ });
  await settled();
  await clock.advance(15_000);
  await loading;
  assert.equal(await part(), 2);
});
