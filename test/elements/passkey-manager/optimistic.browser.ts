import { expect } from 'chai';
import { HeldRequests } from '../../support/held-requests.ts';
import { plan } from '../../support/mock-control.ts';
import { Prompts } from '../../support/prompts.ts';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { ManagerScene } from './manager-scene.ts';

describe('<passkey-manager>, as soon as the server has accepted a change,', () => {
  let held: HeldRequests;
  let page: PasskeyManagerPage;

  const scene = new ManagerScene(() => {
    held = new HeldRequests();
    return { fetch: held.fetch };
  });

  const open = async (...names: readonly string[]): Promise<void> => {
    await scene.enroll(...names);
    if (names.length > 0) await scene.takeAnother();
    page = await scene.open();
  };
  /** Adds a passkey; requests of these methods wait from the authenticator's answer on, until their gates open. */
  const addAndHold = async (...methods: readonly string[]) => {
    const prompts = new Prompts({ hold: true });
    page.press('add');
    const prompt = await prompts.next();
    prompts.remove();
    const gates = methods.map((method) => held.hold(method));
    const added = page.next('passkey-added');
    prompt.pass();
    const { detail } = await added;
    return { detail, release: () => gates.forEach((open) => open()) };
  };
  const confirmRemoval = async (row: number): Promise<void> => {
    page.press('remove', row);
    await page.shows(() => page.focus.part === 'dialog-cancel');
    page.press('dialog-confirm');
  };

  it('shows a new passkey with its name, while the list and the name are on their way', async () => {
    await open('One', 'Two');
    const { detail, release } = await addAndHold('GET', 'PUT');
    expect(page.isBusy).to.equal(false);
    await page.shows(() => page.names.length === 3);
    expect(page.names).to.deep.equal(['One', 'Two', detail.name]);
    expect(page.status.replace(/[\u2068\u2069]/g, '')).to.equal(`“${detail.name}” was added.`);
    expect(page.part('count').textContent).to.equal('3 of 10');
    await page.shows(() => page.focus.row === 2);
    const row = page.parts('row')[2];
    release();
    await page.next('passkey-list-changed');
    await page.element.updateComplete;
    expect(page.names).to.deep.equal(['One', 'Two', detail.name]);
    expect(page.parts('row')[2], 'the row is replaced').to.equal(row);
    expect(page.focus.row).to.equal(2);
    expect(page.status).to.include('was added');
  });

  it('renames the new passkey, although its record is not known yet', async () => {
    await open();
    const { release } = await addAndHold('GET');
    await page.shows(() => page.names.length === 1);
    await page.rename(0, 'Renamed at once');
    await page.shows(() => page.names[0] === 'Renamed at once');
    const renamed = page.next('passkey-renamed');
    release();
    const { id } = (await renamed).detail;
    const { passkeys } = await scene.client.passkeys.list();
    expect(passkeys.map((passkey) => [passkey.id, passkey.name])).to.deep.equal([[id, 'Renamed at once']]);
    await page.element.refresh();
    expect(page.names).to.deep.equal(['Renamed at once']);
  });

  it('keeps the editor of the new passkey open when its record becomes known', async () => {
    await open();
    const { release } = await addAndHold('GET');
    await page.shows(() => page.names.length === 1);
    page.press('rename');
    await page.shows(() => page.has('editor'));
    release();
    await page.next('passkey-list-changed');
    await page.element.updateComplete;
    expect(page.has('editor')).to.equal(true);
    expect(page.focus.part).to.equal('input');
    page.submit('name', 'Typed meanwhile');
    await page.next('passkey-renamed');
  });

  it('takes a removed passkey away while the list is on its way, and reports the change of the list', async () => {
    await open('One', 'Two', 'Three');
    const list = held.hold('GET');
    await confirmRemoval(1);
    await page.next('passkey-removed');
    await page.shows(() => page.names.length === 2 && !page.isBusy);
    expect(page.names).to.deep.equal(['One', 'Three']);
    expect(page.status).to.include('was removed');
    list();
    expect((await page.next('passkey-list-changed')).detail.count).to.equal(2);
  });

  it('reports one success when the list does not come, and says that the list may be out of date', async () => {
    await open('One', 'Two');
    await plan({ method: 'GET', path: '**/self/me', effect: 'fail', status: 500, times: 10 });
    await confirmRemoval(0);
    await page.next('passkey-removed');
    await page.shows(() => page.has('outdated'));
    expect(page.names).to.deep.equal(['Two']);
  });

  it('shows the server’s name when it refuses the default one, which is no failure of the passkey', async () => {
    await open();
    await plan({ method: 'PUT', path: '**/name', effect: 'fail', status: 500, times: 10 });
    page.press('add');
    await page.next('passkey-added');
    await page.shows(() => page.names[0] === 'Passkey 1');
    expect(page.eventsOf('passkey-manager-failed')).to.deep.equal([]);
    expect(page.has('trouble')).to.equal(false);
  });
});
