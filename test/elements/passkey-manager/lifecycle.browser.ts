import { expect } from 'chai';
import type { Support } from '../../../src/client/types.ts';
import { TestClient } from '../../support/client.ts';
import { forgotten } from '../../support/garbage.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { tokenOf } from '../../support/mock-control.ts';
import { takePageErrors } from '../../support/page.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { Prompts } from '../../support/prompts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ManagerScene } from './manager-scene.ts';
import { clientWith, credential, profileOf } from './states.ts';

/** Bad input 121: test/mock-server/bad-inputs/README.md */
describe('<passkey-manager>, whatever the page does,', () => {
  const scene = new ManagerScene();
  let prompts: Prompts;

  beforeEach(() => {
    prompts = new Prompts();
  });

  afterEach(async () => {
    prompts.remove();
    expect(await takePageErrors()).to.deep.equal([]);
  });

  const open = () => scene.open();

  it('holds one ceremony when the button is pressed twice', async () => {
    const page = await open();
    const button = page.part('add');
    button.click();
    button.click();
    await page.next('passkey-added');
    expect(prompts.seen).to.have.length(1);
  });

  it('lets the latest of two elements win, quietly', async () => {
    const [first, second] = [await open(), await open()];
    prompts.set({ hold: true });
    first.press('add');
    await prompts.next();
    second.press('add');
    const prompt = await prompts.next();
    const added = second.next('passkey-added');
    prompt.pass();
    await added;
    await first.shows(() => !first.states.includes('busy'));
    expect(first.eventsOf('passkey-manager-failed')).to.deep.equal([]);
    expect(first.has('trouble')).to.equal(false);
  });

  it('reaches the prompt without waiting for the network, also after a cancel', async () => {
    const held = new HeldRequests();
    const asking = new TestClient('shop', { accessToken: () => scene.client.token, fetch: held.fetch });
    const page = await PasskeyManagerPage.loaded({ client: asking.passkeys }, scene.place);
    prompts.set({ hold: true });
    page.press('add');
    (await prompts.next()).cancel();
    const begins = () => asking.requests.filter((request) => request.endsWith('/create/begin'));
    await page.shows(() => begins().length === 2);
    await asking.passkeys.list();
    held.hold('GET');
    held.hold('POST');
    page.press('add');
    await prompts.next();
  });

  it('is silent when it leaves the page during the prompt', async () => {
    const page = await open();
    prompts.set({ hold: true });
    page.press('add');
    const prompt = await prompts.next();
    page.close();
    await page.shows(() => prompt.answered);
    expect(page.eventsOf('passkey-manager-failed')).to.deep.equal([]);
    expect(await scene.authenticator.credentials()).to.have.length(0);
  });

  it('fetches nothing ahead any more when it has left the page', async () => {
    const clock = new FakeClock();
    const asking = new TestClient('shop', { accessToken: () => scene.client.token }, clock);
    const page = await PasskeyManagerPage.loaded({ client: asking.passkeys }, scene.place);
    page.part('add').dispatchEvent(new PointerEvent('pointerenter'));
    await page.shows(() => clock.pending.length > 0);
    const before = asking.requests.length;
    page.close();
    await clock.advance(600_000);
    expect(asking.requests).to.have.length(before);
  });

  it('shows what the server accepted of a ceremony that was stopped too late', async () => {
    let other: Promise<unknown> | undefined;
    const { passkeys } = new TestClient('shop', {
      accessToken: () => scene.client.token,
      fetch: async (input, init) => {
        const reply = await fetch(input, init);
        if (reply.url.endsWith('/create/complete')) other ??= scene.client.passkeys.signIn();
        return reply;
      },
    });
    const page = await PasskeyManagerPage.loaded({ client: passkeys }, scene.place);
    page.press('add');
    await page.shows(() => page.names.length === 1);
    await other;
    expect(page.eventsOf('passkey-added')).to.deep.equal([]);
    expect(page.has('trouble')).to.equal(false);
  });

  it('opens no dialog any more when it has left the page meanwhile', async () => {
    await scene.enroll('One', 'Two');
    const page = await open();
    page.press('remove');
    page.close();
    await page.shows(() => page.has('dialog'));
    expect((page.part('dialog') as HTMLDialogElement).open).to.equal(false);
    scene.place.append(page.element);
    await page.shows(() => !page.has('dialog') && page.states.includes('list'));
  });

  it('asks about no passkey of a client that is another one meanwhile', async () => {
    const other = clientWith(profileOf([credential('3'), credential('4')]));
    let answer = (): void => undefined;
    const support = () => new Promise<Support>((resolve) => (answer = () => resolve(other.support())));
    const slow = { ...clientWith(profileOf([credential('1'), credential('2')])), support };
    const page = await PasskeyManagerPage.loaded({ client: slow }, scene.place);
    page.press('remove');
    page.element.client = other;
    await page.shows(() => page.names[0] === 'Passkey 3');
    answer();
    page.press('remove');
    await page.shows(() => page.has('dialog'));
    expect(page.part('dialog').textContent).to.contain('Passkey 3');
  });

  it('loads its list once when a framework puts it in, takes it out and puts it in again', async () => {
    const page = PasskeyManagerPage.open({ client: scene.client.passkeys }, scene.place);
    page.close();
    scene.place.append(page.element);
    await page.shows(() => page.states.includes('empty'));
    await page.element.updateComplete;
    expect(page.eventsOf('passkey-list-changed')).to.deep.equal([{ count: 0, capacity: 10 }]);
    page.press('add');
    await page.next('passkey-added');
    expect(prompts.seen).to.have.length(1);
  });

  it('is forgotten when it has left, also by a client that stays', async () => {
    const use = async (): Promise<WeakRef<object>> => {
      const page = await open();
      await page.element.add();
      page.press('rename');
      await page.shows(() => page.has('editor'));
      page.part('add').dispatchEvent(new PointerEvent('pointerenter'));
      page.close();
      return new WeakRef(page.element);
    };
    const element = await use();
    prompts.seen.length = 0;
    await forgotten(element);
    expect((await scene.client.passkeys.list()).passkeys).to.have.length(1);
  });

  it('goes on when it is moved', async () => {
    const page = await open();
    const elsewhere = scene.place.appendChild(document.createElement('section'));
    elsewhere.append(page.element);
    await page.shows(() => page.states.includes('empty'));
    page.press('add');
    await page.next('passkey-added');
  });

  it('waits until the page has given what it needs, in any order', async () => {
    const token = await tokenOf('ada@example.com');
    const page = PasskeyManagerPage.open({}, scene.place);
    page.element.accessToken = () => token;
    await page.shows(() => page.states.includes('loading'));
    page.element.setAttribute('issuer', `${location.origin}/acme/shop`);
    await page.shows(() => page.states.includes('empty'));
  });

  it('takes null of a framework for a function that is not there yet', async () => {
    const nothing = null as unknown as undefined;
    const issuer = `${location.origin}/acme/shop`;
    const page = PasskeyManagerPage.open({ issuer, accessToken: nothing, client: nothing }, scene.place);
    await page.shows(() => page.states.includes('loading'));
    page.element.accessToken = () => scene.client.token;
    await page.shows(() => page.states.includes('empty'));
    expect(page.eventsOf('passkey-manager-failed')).to.deep.equal([]);
  });

  it('loads once, however often a framework gives it a new function', async () => {
    const token = await tokenOf('ada@example.com');
    const issuer = `${location.origin}/acme/shop`;
    const page = await PasskeyManagerPage.loaded({ issuer, accessToken: () => token }, scene.place);
    performance.clearResourceTimings();
    for (let render = 0; render < 20; render += 1) {
      page.element.accessToken = () => token;
      await page.element.updateComplete;
    }
    await page.element.refresh();
    const loads = performance.getEntriesByType('resource');
    expect(loads.filter(({ name }) => name.endsWith('/self/me'))).to.have.length(1);
    expect(page.eventsOf('passkey-list-changed')).to.have.length(1);
  });

  it('takes an attribute that is removed for one that was never there', async () => {
    const token = await tokenOf('ada@example.com', { workspace: 'portal' });
    const issuer = `${location.origin}/acme/portal`;
    const page = PasskeyManagerPage.open({ issuer, accessToken: () => token }, scene.place);
    const attributes = ['pool-id', 'workspace-id', 'tenant-id', 'mode', 'capacity', 'user-id'];
    for (const name of attributes) page.element.setAttribute(name, '7');
    await page.element.updateComplete;
    for (const name of attributes) page.element.removeAttribute(name);
    await page.shows(() => page.states.includes('empty'));
    expect(page.part('count').textContent).to.equal('0 of 10');
    page.press('add');
    expect((await page.next('passkey-added')).detail.mode).to.equal('classic');
  });

  it('takes a client that inherits its methods, as one of a class of the page does', async () => {
    await scene.client.passkeys.enroll({ name: 'One' });
    const inheriting = Object.create(scene.client.passkeys) as typeof scene.client.passkeys;
    const page = await PasskeyManagerPage.loaded({ client: inheriting }, scene.place);
    await page.rename(0, 'Other');
    await page.shows(() => !page.isBusy && page.names[0] === 'Other');
    expect(page.eventsOf('passkey-manager-failed')).to.deep.equal([]);
    expect((await scene.client.passkeys.list()).passkeys[0]?.name).to.equal('Other');
  });

  it('draws one row anew when one passkey is renamed', async () => {
    await scene.enroll('One', 'Two');
    const page = await open();
    const touched = new Set<number>();
    const rows = page.parts('row');
    new MutationObserver((changes) => {
      for (const { target } of changes) touched.add(rows.findIndex((row) => row.contains(target)));
    }).observe(page.part('list'), { subtree: true, childList: true, characterData: true, attributes: true });
    await page.rename(1, 'Second');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    expect([...touched]).to.deep.equal([1]);
  });
});
