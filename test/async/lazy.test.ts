import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lazy } from '../../src/async/lazy.ts';
import { FakeClock } from '../support/fake-clock.ts';

describe('a part that is loaded when it is needed', () => {
  it('is loaded once', async () => {
    let loads = 0;
    const part = lazy(async () => (loads += 1), new FakeClock());
    assert.deepEqual(await Promise.all([part(), part()]), [1, 1]);
  });

  it('counts as failed when it does not answer, and is loaded again by the next call', async () => {
    const clock = new FakeClock();
    let answers = false;
    const part = lazy(
      () => (answers ? Promise.resolve('part') : new Promise<string>(() => undefined)),
      clock,
    );
    const first = assert.rejects(part(), { code: 'server_error' });
    await clock.advance(15_000);
    await first;
    answers = true;
    assert.equal(await part(), 'part');
    assert.deepEqual(clock.pending, []);
  });
});
