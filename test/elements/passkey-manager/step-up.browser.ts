import { expect } from 'chai';
import { resetWorld, tokenOf } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/** Older than the server allows for changes: seconds. */
const old = 600;

describe('<passkey-manager> when the sign-in was a while ago', () => {
  let authenticator: VirtualAuthenticator;
  let page: PasskeyManagerPage;
  let token: string;
  let subjects: (string | undefined)[];

  const reauthenticateAs = (user: string) => async (request: { readonly subject?: string }) => {
    subjects.push(request.subject);
    token = await tokenOf(user);
  };

  const open = (reauthenticate?: ReturnType<typeof reauthenticateAs>): Promise<PasskeyManagerPage> =>
    PasskeyManagerPage.loaded({
      issuer: `${location.origin}/acme/shop`,
      accessToken: () => token,
      reauthenticate,
    });

  /** Ada's list while her sign-in is fresh, with a passkey on each of two devices. */
  const openWithTwo = async (): Promise<void> => {
    token = await tokenOf('ada@example.com');
    page = await open(reauthenticateAs('ada@example.com'));
    await page.element.add();
    await authenticator.clearCredentials();
    await page.element.add();
    // The record is found and named behind.
    await page.element.refresh();
  };

  const asks = () => page.shows(() => page.has('dialog-title'));

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    token = await tokenOf('ada@example.com', { age: old });
    subjects = [];
  });

  afterEach(async () => {
    page.close();
    await authenticator.remove();
  });

  it('asks the person to confirm, waits, and then does what they began', async () => {
    page = await open(reauthenticateAs('ada@example.com'));
    page.press('add');
    await asks();
    expect(page.part('dialog-title').textContent).to.equal('Confirm that it’s you');
    expect(page.focus.part).to.equal('dialog-cancel');
    expect(subjects).to.deep.equal([]);
    page.press('dialog-confirm');
    await page.next('passkey-added');
    expect(subjects).to.have.length(1);
    expect(page.has('dialog')).to.equal(false);
    expect(page.names).to.have.length(1);
  });

  it('leaves everything as it was when they do not confirm', async () => {
    page = await open(reauthenticateAs('ada@example.com'));
    page.press('add');
    await asks();
    const failed = page.next('passkey-manager-failed');
    page.press('dialog-cancel');
    expect((await failed).detail).to.include({ action: 'add', code: 'cancelled' });
    await page.shows(() => page.focus.part === 'add');
    expect(page.states).to.deep.equal(['empty']);
    expect(page.part('trouble').className).to.include('quiet');
    expect(await authenticator.credentials()).to.have.length(0);
    expect(subjects).to.deep.equal([]);
  });

  it('takes Escape for no', async () => {
    page = await open(reauthenticateAs('ada@example.com'));
    page.press('add');
    await asks();
    await page.key('Escape');
    await page.shows(() => page.has('trouble') && !page.has('dialog'));
    expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: 'add', code: 'cancelled' });
    expect(page.focus.part).to.equal('add');
    expect(subjects).to.deep.equal([]);
  });

  it('shows a new name while it waits, and the old one again when they do not confirm', async () => {
    token = await tokenOf('ada@example.com');
    page = await open(reauthenticateAs('ada@example.com'));
    page.press('add');
    await page.next('passkey-added');
    const [name = ''] = page.names;
    token = await tokenOf('ada@example.com', { age: old });
    await page.rename(0, 'Renamed');
    await asks();
    expect(page.names).to.deep.equal(['Renamed']);
    page.press('dialog-cancel');
    await page.shows(() => page.has('trouble'));
    expect(page.names).to.deep.equal([name]);
  });

  it('removes nothing when they do not confirm, and asks again the next time', async () => {
    await openWithTwo();
    const names = page.names;
    expect(names).to.have.length(2);
    token = await tokenOf('ada@example.com', { age: old });
    const remove = async (): Promise<void> => {
      page.press('remove', 1);
      await page.shows(() => page.has('dialog'));
      page.press('dialog-confirm');
      await page.shows(
        () => page.has('dialog') && page.part('dialog-title').textContent.startsWith('Confirm'),
      );
    };
    await remove();
    page.press('dialog-cancel');
    await page.shows(() => page.has('trouble') && !page.isBusy);
    expect(page.names).to.deep.equal(names);
    expect(page.focus).to.deep.equal({ part: 'remove', row: 1 });
    await remove();
    page.press('dialog-confirm');
    await page.next('passkey-removed');
    expect(page.names).to.deep.equal(names.slice(0, 1));
    await page.shows(() => page.focus.part === 'rename' && page.focus.row === 0);
  });

  it('takes its yes for no answer to another question that was open', async () => {
    await openWithTwo();
    const tooOld = await tokenOf('ada@example.com', { age: old });
    let refuse!: () => void;
    page.element.accessToken = () => new Promise((resolve) => (refuse = () => resolve(tooOld)));
    await page.rename(0, 'Renamed');
    page.press('remove', 1);
    await asks();
    page.element.accessToken = () => token;
    refuse();
    await page.shows(() => page.part('dialog-title').textContent.startsWith('Confirm'));
    page.press('dialog-confirm');
    await page.next('passkey-renamed');
    await page.shows(() => page.part('dialog-title').textContent.startsWith('Remove'));
    expect((page.part('dialog') as HTMLDialogElement).returnValue).to.equal('');
    await page.key('Escape');
    await page.shows(() => !page.has('dialog'));
    expect(page.isBusy).to.equal(false);
  });

  it('accepts nobody but the same person', async () => {
    page = await open(reauthenticateAs('grace@example.com'));
    page.press('add');
    await asks();
    const failed = page.next('passkey-manager-failed');
    page.press('dialog-confirm');
    expect((await failed).detail).to.include({ code: 'different_subject' });
    expect(await authenticator.credentials()).to.have.length(0);
  });

  it('says what to do on a page that cannot ask again', async () => {
    page = await open();
    page.press('add');
    const { detail } = await page.next('passkey-manager-failed');
    expect(detail).to.include({ action: 'add', code: 'reauthentication_required' });
    await page.shows(() => page.part('trouble').textContent === 'Please confirm that it’s you.');
  });

  it('asks nobody any more when the page is left', async () => {
    page = await open(reauthenticateAs('ada@example.com'));
    page.press('add');
    await asks();
    page.close();
    document.body.append(page.element);
    await page.shows(() => page.states.includes('empty'));
    expect(page.has('dialog')).to.equal(false);
    expect(page.eventsOf('passkey-manager-failed')).to.deep.equal([]);
  });
});
