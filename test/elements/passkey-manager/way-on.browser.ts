import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { HeldRequests } from '../../support/held-requests.ts';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { Prompts } from '../../support/prompts.ts';
import { ManagerScene } from './manager-scene.ts';

describe('<passkey-manager> always has a way on', () => {
  const requests = new HeldRequests();
  const scene = new ManagerScene(() => ({ fetch: requests.fetch }));
  let page: PasskeyManagerPage;
  let prompts: Prompts;

  beforeEach(async () => {
    await scene.enroll('One', 'Two');
    await scene.takeAnother();
    prompts = new Prompts({ hold: true, deaf: true });
    page = await scene.open();
  });

  afterEach(() => {
    page.close();
    prompts.remove();
  });

  const startAdding = async (): Promise<void> => {
    page.press('add');
    await prompts.next();
    await page.shows(() => page.has('stop-waiting'));
  };

  it('from a prompt that an extension swallowed: a button stops the wait', async () => {
    await startAdding();
    page.part('stop-waiting').focus();
    page.press('stop-waiting');
    await page.next('passkey-manager-failed');
    expect(page.eventsOf('passkey-manager-failed')).to.deep.include({
      action: 'add',
      code: 'cancelled',
      message: 'The person stopped waiting for the prompt.',
      inferred: false,
    });
    await page.shows(() => !page.isBusy);
    expect(page.has('stop-waiting')).to.equal(false);
    expect(page.focus.part).to.not.equal(null);
    prompts.set({ hold: false });
    page.press('add');
    await page.next('passkey-added');
  });

  it('and the way out comes after its button on a phone too, as the focus does', async () => {
    await setViewport({ width: 320, height: 640 });
    await startAdding();
    const [add, stop] = ['add', 'stop-waiting'].map((part) => page.part(part).getBoundingClientRect());
    await setViewport({ width: 800, height: 600 });
    expect(stop?.top).to.be.at.least(add?.top ?? Infinity);
  });

  it('and says of every other button that it has to wait', async () => {
    await startAdding();
    for (const name of ['rename', 'remove']) {
      for (const button of page.parts(name)) expect(button.getAttribute('aria-disabled')).to.equal('true');
    }
    page.press('stop-waiting');
    await page.shows(() => !page.isBusy);
    for (const button of page.parts('rename')) expect(button.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('and does not wait for a passkey that it has: then it is saved', async () => {
    page.press('add');
    const prompt = await prompts.next();
    const release = requests.hold('POST');
    prompt.pass();
    await page.shows(() => page.part('add').textContent?.includes('Saving the passkey…') ?? false);
    expect(page.has('stop-waiting')).to.equal(false);
    release();
    await page.next('passkey-added');
  });

  it('for an app that shows it to another person: it starts over, with nothing of before', async () => {
    await startAdding();
    page.element.reset();
    await page.shows(() => !page.isBusy && page.names.length === 2);
    page.press('remove', 1);
    await page.shows(() => page.has('dialog'));
    page.element.reset();
    await page.shows(() => !page.has('dialog') && page.names.length === 2);
    expect(page.status).to.equal('');
  });

  it('in the name editor from the Escape that takes back a candidate of an input method', async () => {
    page.press('rename', 0);
    await page.shows(() => page.has('editor'));
    const escape = { key: 'Escape', keyCode: 229, bubbles: true, composed: true };
    page.part('input').dispatchEvent(new KeyboardEvent('keydown', escape));
    await page.element.updateComplete;
    expect(page.has('editor')).to.equal(true);
  });
});
