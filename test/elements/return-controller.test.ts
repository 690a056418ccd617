import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReturnController } from '../../src/elements/shared/return-controller.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** A document with its window, and an element in it that counts the returns. */
function scene() {
  const view = new EventTarget();
  const ownerDocument = Object.assign(new EventTarget(), { visibilityState: 'visible', defaultView: view });
  const host = {
    ownerDocument: ownerDocument as unknown as Document,
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  const clock = new FakeClock();
  let calls = 0;
  const controller = new ReturnController(host, () => (calls += 1), clock);
  controller.hostConnected();
  return {
    clock,
    controller,
    host,
    view,
    ownerDocument,
    calls: () => calls,
    fire: (type: string) =>
      (type === 'visibilitychange' ? ownerDocument : view).dispatchEvent(new Event(type)),
  };
}

describe('a return to the page', () => {
  it('is one, although the window and the document both report it', () => {
    const { fire, calls } = scene();
    for (const type of ['visibilitychange', 'focus', 'pageshow']) fire(type);
    assert.equal(calls(), 1);
  });

  it('is not the first showing of the page', () => {
    const { view, calls } = scene();
    view.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    assert.equal(calls(), 0);
    view.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    assert.equal(calls(), 1);
  });

  it('is followed at once after a pause, and at the end of the pause within it', async () => {
    const { fire, calls, clock } = scene();
    for (let second = 0; second < 60; second += 1) {
      fire('focus');
      await clock.advance(1000);
    }
    assert.equal(calls(), 13);
    await clock.advance(60_000);
    fire('online');
    assert.equal(calls(), 14);
    assert.equal(clock.pending.length, 1);
  });

  it('is none while the page is hidden, and after the element was disconnected', async () => {
    const { fire, calls, clock, ownerDocument, controller } = scene();
    ownerDocument.visibilityState = 'hidden';
    fire('online');
    assert.equal(calls(), 0);
    ownerDocument.visibilityState = 'visible';
    controller.hostDisconnected();
    fire('focus');
    await clock.advance(60_000);
    assert.equal(calls(), 0);
    assert.deepEqual(clock.pending, []);
  });

  it('is that to the document which adopted the element', () => {
    const former = scene();
    const next = scene();
    former.controller.hostDisconnected();
    former.host.ownerDocument = next.ownerDocument as unknown as Document;
    former.controller.hostConnected();
    former.fire('focus');
    assert.equal(former.calls(), 0);
    next.fire('focus');
    assert.equal(former.calls(), 1);
  });
});
