import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import type * as Slot from '../../src/webauthn/lock.ts';
import { isReleased, acquireLock, whenReleased } from '../../src/webauthn/lock.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

const clock = new FakeClock();

test('a free slot is taken without waiting', () => {
  const turn = acquireLock(clock);
  assert.equal(turn.ready, undefined);
  assert.equal(isReleased(), false);
  turn.leave();
  assert.equal(isReleased(), true);
});

test('a turn that is over leaves nothing with the signal that could have ended it', () => {
  const { signal } = new AbortController();
  acquireLock(clock, { signal }).leave();
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('lesson 4: the latest turn wins, also of several in one tick', async () => {
  const first = acquireLock(clock);
  const second = acquireLock(clock);
  const third = acquireLock(clock);
  assert.deepEqual(
    [first, second, third].map(({ signal }) => signal.aborted),
    [true, true, false],
  );
  first.leave();
  second.leave();
  await third.ready;
  third.leave();
});

test('lesson 5: a newcomer waits until the aborted holder has let go', async () => {
  const former = acquireLock(clock);
  const turn = acquireLock(clock);
  let ready = false;
  void turn.ready?.then(() => (ready = true));
  await settled();
  assert.equal(ready, false);
  former.leave();
  await settled();
  assert.equal(ready, true);
  turn.leave();
});

test('lesson 6: an abort carries a real AbortError, whatever the caller aborted with', () => {
  const caller = new AbortController();
  const turn = acquireLock(clock, { signal: caller.signal });
  caller.abort('leaving');
  assert.ok(turn.signal.reason instanceof DOMException);
  assert.equal(turn.signal.reason.name, 'AbortError');
  turn.leave();
});

test('a caller who has left already gets an aborted turn', () => {
  const turn = acquireLock(clock, { signal: AbortSignal.abort() });
  assert.equal(turn.signal.aborted, true);
  turn.leave();
});

test('a holder that ignores its signal is waited for one second', async () => {
  const former = acquireLock(clock);
  const turn = acquireLock(clock);
  let ready = false;
  void turn.ready?.then(() => (ready = true));
  await clock.advance(999);
  assert.equal(ready, false);
  await clock.advance(1);
  assert.equal(ready, true);
  former.leave();
  assert.equal(isReleased(), false, 'a late departure does not free the slot of another');
  turn.leave();
});

test('a turn inside a turn stops nobody and hands the slot back', () => {
  const outer = acquireLock(clock);
  const inner = acquireLock(clock, { inside: outer });
  assert.equal(outer.signal.aborted, false);
  inner.leave();
  assert.equal(isReleased(), false);
  outer.leave();
  assert.equal(isReleased(), true);
});

test('a newer turn stops the inner one, and the outer one does not come back', async () => {
  const outer = acquireLock(clock);
  const inner = acquireLock(clock, { inside: outer });
  const newer = acquireLock(clock);
  assert.equal(inner.signal.aborted, true);
  inner.leave();
  outer.leave();
  await newer.ready;
  assert.equal(newer.signal.aborted, false);
  assert.equal(isReleased(), false);
  newer.leave();
});

test('who waits for a free slot is called once, by the departure of the last holder', () => {
  let calls = 0;
  const turn = acquireLock(clock);
  whenReleased(() => (calls += 1));
  const undo = whenReleased(() => assert.fail('undone'));
  undo();
  assert.equal(calls, 0);
  turn.leave();
  acquireLock(clock).leave();
  assert.equal(calls, 1);
});

test('two copies of the package share the slot of their page', async () => {
  const copy = (await import(`../../src/webauthn/lock.ts?copy=${Date.now()}`)) as typeof Slot;
  assert.notEqual(copy.acquireLock, acquireLock);
  const turn = acquireLock(clock);
  const theirs = copy.acquireLock(clock);
  assert.equal(turn.signal.aborted, true);
  turn.leave();
  theirs.leave();
});
