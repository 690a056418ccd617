import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import type * as Slot from '../../src/webauthn/lock.ts';
import { isHeld, acquireLock, whenReleased } from '../../src/webauthn/lock.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

const clock = new FakeClock();

test('a free slot is taken without waiting', () => {
  const turn = acquireLock(clock);
  assert.equal(turn.acquired, undefined);
  assert.equal(isHeld(), true);
  turn.release();
  assert.equal(isHeld(), false);
});

test('a turn that is over leaves nothing with the signal that could have ended it', () => {
  const { signal } = new AbortController();
  acquireLock(clock, { signal }).release();
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
  first.release();
  second.release();
  await third.acquired;
  third.release();
});

test('lesson 5: a newcomer waits until the aborted holder has let go', async () => {
  const former = acquireLock(clock);
  const turn = acquireLock(clock);
  let ready = false;
  void turn.acquired?.then(() => (ready = true));
  await settled();
  assert.equal(ready, false);
  former.release();
  await settled();
  assert.equal(ready, true);
  turn.release();
});

test('lesson 6: an abort carries a real AbortError, whatever the caller aborted with', () => {
  const caller = new AbortController();
  const turn = acquireLock(clock, { signal: caller.signal });
  caller.abort('leaving');
  assert.ok(turn.signal.reason instanceof DOMException);
  assert.equal(turn.signal.reason.name, 'AbortError');
  turn.release();
});

test('a caller who has left already gets an aborted turn', () => {
  const turn = acquireLock(clock, { signal: AbortSignal.abort() });
  assert.equal(turn.signal.aborted, true);
  turn.release();
});

test('a holder that ignores its signal is waited for one second', async () => {
  const former = acquireLock(clock);
  const turn = acquireLock(clock);
  let ready = false;
  void turn.acquired?.then(() => (ready = true));
  await clock.advance(999);
  assert.equal(ready, false);
  await clock.advance(1);
  assert.equal(ready, true);
  former.release();
  assert.equal(isHeld(), true, 'a late departure does not free the slot of another');
  turn.release();
});

test('a holder without a prompt that is done early does not hide the one before it', async () => {
  const prompting = acquireLock(clock);
  acquireLock(clock).release();
  assert.equal(isHeld(), true);
  const turn = acquireLock(clock);
  let ready = false;
  void turn.acquired?.then(() => (ready = true));
  await settled();
  assert.equal(ready, false);
  prompting.release();
  await settled();
  assert.equal(ready, true);
  turn.release();
  assert.equal(isHeld(), false);
});

test('a turn inside a turn stops nobody and hands the slot back', () => {
  const outer = acquireLock(clock);
  const inner = acquireLock(clock, { parent: outer });
  assert.equal(outer.signal.aborted, false);
  inner.release();
  assert.equal(isHeld(), true);
  outer.release();
  assert.equal(isHeld(), false);
});

test('a newer turn stops the inner one, and the outer one does not come back', async () => {
  const outer = acquireLock(clock);
  const inner = acquireLock(clock, { parent: outer });
  const newer = acquireLock(clock);
  assert.equal(inner.signal.aborted, true);
  inner.release();
  outer.release();
  await newer.acquired;
  assert.equal(newer.signal.aborted, false);
  assert.equal(isHeld(), true);
  newer.release();
});

test('who waits for a free slot is called once, by the departure of the last holder', () => {
  let calls = 0;
  const turn = acquireLock(clock);
  whenReleased(() => (calls += 1));
  const undo = whenReleased(() => assert.fail('undone'));
  undo();
  assert.equal(calls, 0);
  turn.release();
  acquireLock(clock).release();
  assert.equal(calls, 1);
});

test('two copies of the package share the slot of their page', async () => {
  const copy = (await import(`../../src/webauthn/lock.ts?copy=${Date.now()}`)) as typeof Slot;
  assert.notEqual(copy.acquireLock, acquireLock);
  const turn = acquireLock(clock);
  const theirs = copy.acquireLock(clock);
  assert.equal(turn.signal.aborted, true);
  turn.release();
  theirs.release();
});
