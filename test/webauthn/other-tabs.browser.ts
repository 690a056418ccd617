import { expect } from 'chai';
import type * as Signals from '../../src/webauthn/signals.ts';
import { changing, readList } from '../../src/webauthn/signals.ts';
import { settled } from '../support/fake-clock.ts';

/** Another page of the origin: to this one it is as far away as one in another tab. */
async function openOtherTab(): Promise<typeof Signals> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const { href } = new URL('../../src/webauthn/signals.ts', import.meta.url);
  const tab = frame.contentWindow as unknown as { eval(code: string): Promise<typeof Signals> };
  return tab.eval(`import(${JSON.stringify(href)})`);
}

const list = () => Promise.resolve([]);

/** A call that the test ends. */
function held() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { call: () => ended, end };
}

/** No tab makes or removes a passkey: the browser hears of an end a moment later than the page. */
async function isQuiet(): Promise<boolean> {
  const { held: taken = [], pending = [] } = await navigator.locks.query();
  return taken.length + pending.length === 0;
}

describe('a list of passkeys', () => {
  let otherTab: typeof Signals;

  before(async () => {
    otherTab = await openOtherTab();
  });
  after(() => document.querySelector('iframe')?.remove());

  it('is outdated when a passkey is being made in another tab', async () => {
    const enrolment = held();
    const change = otherTab.changing(enrolment.call);
    const { state } = await readList(list);
    enrolment.end();
    await change;
    expect(state).to.equal('outdated');
  });

  it('is outdated when a passkey was made in another tab while it was on its way', async () => {
    const { state } = await readList(() => otherTab.changing(list));
    expect(state).to.equal('outdated');
  });

  it('is outdated when the enrolment of another tab ended before it came', async () => {
    const enrolment = held();
    const change = otherTab.changing(enrolment.call);
    const { state } = await readList(async () => {
      enrolment.end();
      await change;
    });
    expect(state).to.equal('outdated');
  });

  it('is fresh when lists are read in two tabs, and after a change of either', async () => {
    await changing(list);
    await otherTab.changing(list);
    while (!(await isQuiet())) await settled();
    let other: string | undefined;
    const { state } = await readList(async () => {
      other = (await otherTab.readList(list)).state;
    });
    expect([state, other]).to.deep.equal(['fresh', 'fresh']);
  });

  it('holds up no change, however slow it is', async () => {
    const slow = held();
    const reading = readList(slow.call);
    await otherTab.changing(list);
    await changing(list);
    slow.end();
    expect((await reading).state).to.equal('outdated');
  });
});
