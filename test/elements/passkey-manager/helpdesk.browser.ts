import { expect } from 'chai';
import { createSystemClient, type SystemClient } from '../../../src/helpdesk/system-client.ts';
import { TestClient } from '../../support/client.ts';
import { codeSent, plan, resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage, type Settings } from '../../support/passkey-manager-page.ts';
import { Prompts, replaceStatic } from '../../support/prompts.ts';
import { backendToken } from '../../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

const signals = [
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
] as const;
const address = 'grace@example.com';

describe('<passkey-manager> at a helpdesk', () => {
  let key: VirtualAuthenticator;
  let system: SystemClient;
  let userId: string;
  let page: PasskeyManagerPage;

  const open = async (settings: Settings = {}): Promise<void> => {
    page = await PasskeyManagerPage.loaded({ system, userId, capacity: 10, ...settings });
  };

  const add = async (): Promise<void> => {
    page.press('add');
    await page.next('passkey-added');
  };

  const openWithTwo = async (): Promise<void> => {
    await open();
    await add();
    await key.remove();
    key = await addVirtualAuthenticator('usb');
    await add();
    // The record is found and named behind.
    await page.element.refresh();
  };

  const confirmRemoval = async (row: number): Promise<void> => {
    page.press('remove', row);
    await page.shows(() => page.has('dialog'));
    page.press('dialog-confirm');
  };

  beforeEach(async () => {
    await resetWorld();
    key = await addVirtualAuthenticator('usb');
    const token = await backendToken();
    const issuer = `${location.origin}/acme/shop`;
    system = createSystemClient({ issuer, poolId: 'customers', accessToken: () => token });
    const { user } = await system.userByKey({ identifier: address });
    userId = user.id;
  });

  afterEach(async () => {
    page.close();
    await key.remove();
  });

  it('enrols on the key or phone of the person at the counter, and remembers nothing here', async () => {
    await open();
    const prompts = new Prompts();
    page.press('add');
    const { options } = await prompts.next();
    const { detail } = await page.next('passkey-added');
    prompts.remove();
    expect(options.publicKey).to.deep.include({ hints: ['security-key', 'hybrid'] });
    expect(options.publicKey).to.have.nested.property(
      'authenticatorSelection.authenticatorAttachment',
      'cross-platform',
    );
    await page.shows(() => page.names[0] === detail.name);
    expect(page.part('count').textContent).to.equal('1 of 10');
    expect(page.has('badge')).to.equal(false);
    expect(localStorage).to.have.length(0);
  });

  it('tells the password manager of the agent nothing, whatever is done', async () => {
    const signalled: string[] = [];
    const undo = signals.map((name) => replaceStatic(name, () => signalled.push(name)));
    await open();
    await add();
    await page.rename(0, 'Blue key');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    page.press('remove');
    await page.shows(() => page.has('acknowledgement'));
    page.root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    page.press('dialog-confirm');
    await page.next('passkey-removed');
    await page.element.refresh();
    undo.forEach((undo) => undo());
    expect(signalled).to.deep.equal([]);
  });

  it('makes a passkey that signs the person in', async () => {
    await open();
    await add();
    const client = new TestClient('shop');
    const result = await client.passkeys.signIn();
    expect(result).to.include({ is: 'tokens', subject: userId });
  });

  it('renames', async () => {
    await open();
    await add();
    await page.rename(0, 'Blue key');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    const { user } = await system.user(userId);
    expect(user.credentials?.map(({ name }) => name)).to.include('Blue key');
  });

  for (const mode of ['auto', 'smart', 'classic'] as const) {
    it(`removes the last passkey only after a second word, where the mode is ${mode}`, async () => {
      await open({ mode });
      await add();
      expect(page.has('last-passkey')).to.equal(false);
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      expect(page.has('acknowledgement')).to.equal(true);
      page.press('dialog-confirm');
      expect((page.part('dialog') as HTMLDialogElement).open).to.equal(true);
      page.root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
      page.press('dialog-confirm');
      await page.next('passkey-removed');
      await page.shows(() => page.states.includes('empty') && page.focus.part === 'add');
      expect(await key.credentials()).to.have.length(1);
    });
  }

  it('sends a code to a person who is elsewhere, and adds their passkey with it', async () => {
    await open({ mode: 'classic' });
    page.part('remote').setAttribute('open', '');
    page.submit('address', address);
    await page.shows(() => page.parts('remote-form').length === 2);
    expect(page.status).to.equal(`If \u2068${address}\u2069 is known, a code is on its way.`);
    page.submit('code', await codeSent());
    const { detail } = await page.next('passkey-added');
    expect(detail.mode).to.equal('classic');
    await page.shows(() => page.names.length === 1);
    expect(page.parts('remote-form')).to.have.length(1);
  });

  it('says that a code is wrong, and no more', async () => {
    await open({ mode: 'classic' });
    page.submit('address', address);
    await page.shows(() => page.parts('remote-form').length === 2);
    page.submit('code', 'wrong');
    const { detail } = await page.next('passkey-manager-failed');
    expect(detail).to.include({ action: 'use-code', code: 'wrong_code' });
    await page.shows(() => page.part('trouble').textContent === 'This code isn’t right or is too old.');
  });

  it('offers no codes where passkeys are of the other kind', async () => {
    await open({ mode: 'smart' });
    expect(page.has('remote')).to.equal(false);
  });

  for (const [what, act] of [
    ['rename', () => page.rename(1, 'Drawer')],
    ['remove', () => confirmRemoval(1)],
  ] as const) {
    it(`explains that a passkey is gone already when the agent wants to ${what} it`, async () => {
      await openWithTwo();
      const { user } = await system.user(userId);
      const gone = user.credentials?.filter(({ type }) => type === 'webauthn').at(-1)?.id ?? '';
      await system.remove(userId, gone);
      await act();
      await page.shows(() => page.names.length === 1);
      expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: what, code: 'not_found' });
      expect(page.part('trouble').textContent).to.equal('This isn’t there any more.');
    });

    it(`explains a ${what} that somebody else was faster than`, async () => {
      await openWithTwo();
      const path = '**/webauthn/**';
      await plan({ path, effect: 'fail', status: 412, error_code: 'precondition_failed' });
      await act();
      await page.shows(() => page.has('trouble'));
      expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: what, code: 'conflict' });
      expect(page.names).to.have.length(2);
    });
  }

  it('takes a mode that is removed for one that was never given', async () => {
    await open({ mode: 'classic' });
    page.element.setAttribute('mode', 'classic');
    page.element.removeAttribute('mode');
    await page.next('passkey-list-changed');
    await page.shows(() => page.has('add'));
    page.press('add');
    expect((await page.next('passkey-added')).detail.mode).to.equal('smart');
    expect(page.has('remote')).to.equal(true);
  });

  it('says that a user is not there', async () => {
    userId = 'nobody';
    await open();
    expect(page.states).to.deep.equal(['failed']);
    expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: 'list', code: 'not_found' });
  });

  it('turns to another user as soon as it is told to', async () => {
    await open();
    await add();
    const { user } = await system.userByKey({ identifier: 'ada@example.com' });
    page.element.userId = user.id;
    await page.shows(() => page.states.includes('empty'));
  });
});
