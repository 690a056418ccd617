import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { OptionsPrefetch } from '../../src/client/options-prefetch.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

test('a pointer that comes and goes often leaves one wish and one timer', async () => {
  const clock = new FakeClock();
  const source = { fetch: async () => ({ publicKey: {} }), fits: () => true };
  const ahead = new OptionsPrefetch<object, { readonly publicKey: object }>(clock, source);
  const { signal } = new AbortController();
  for (let times = 0; times < 5; times += 1) ahead.prepare({}, signal);
  await settled();
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  assert.deepEqual(clock.pending, [225_000]);
});
