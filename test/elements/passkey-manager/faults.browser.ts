import { expect } from 'chai';
import { PasskeyError } from '../../../src/errors.ts';
import { TestClient } from '../../support/client.ts';
import { plan } from '../../support/mock-control.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { ManagerScene } from './manager-scene.ts';

describe('<passkey-manager> when something goes wrong', () => {
  let held: HeldRequests;
  let page: PasskeyManagerPage;

  const scene = new ManagerScene(() => {
    held = new HeldRequests();
    return { fetch: held.fetch };
  });

  const open = async (): Promise<void> => {
    page = await scene.open();
  };

  const openWithTwo = async (): Promise<void> => {
    await scene.enroll('Laptop', 'Key');
    await open();
  };

  /** In another tab, on another device. */
  const elsewhere = async (name: string, act: (id: string) => Promise<void>): Promise<void> => {
    const { passkeys } = await scene.client.passkeys.list();
    await act(passkeys.find((passkey) => passkey.name === name)!.id);
  };
  const removedElsewhere = (name: string) => elsewhere(name, (id) => scene.client.passkeys.remove(id));
  const renamedElsewhere = (name: string, newName: string) =>
    elsewhere(name, (id) => scene.client.passkeys.rename(id, newName));

  const failures = (): unknown[] =>
    page.eventsOf('passkey-manager-failed').map(({ action, code }) => [action, code]);

  it('offers to try again when the list does not come, and tries', async () => {
    await plan({ method: 'GET', path: '**/self/me', effect: 'fail', status: 500 });
    await open();
    expect(page.states).to.deep.equal(['failed']);
    expect(failures()).to.deep.equal([['list', 'server_error']]);
    await plan({ method: 'GET', path: '**/self/me', effect: 'fail', status: 500 });
    page.press('retry');
    await page.shows(() => page.focus.part === 'retry' && failures().length === 2);
    page.press('retry');
    await page.shows(() => page.states.includes('empty') && page.focus.part === 'add');
  });

  it('tells a wrong setting to the developer, and stays calm for the person', async () => {
    page = await PasskeyManagerPage.loaded({ issuer: 'no address', accessToken: () => 'token' }, scene.place);
    expect(page.states).to.deep.equal(['failed']);
    expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: 'list', code: 'configuration' });
    expect(page.part('failure').textContent).to.include('Passkeys aren’t set up properly on this page.');
  });

  it('takes a list that was cut off for what it is', async () => {
    await plan({ method: 'GET', path: '**/self/me', effect: 'truncate', bytes: 40 });
    await open();
    expect(failures()).to.deep.equal([['list', 'bad_response']]);
  });

  it('keeps the list that it has when a new one does not come', async () => {
    await openWithTwo();
    await plan({ method: 'GET', path: '**/self/me', effect: 'fail', status: 500 });
    await page.element.refresh();
    expect(page.names).to.deep.equal(['Laptop', 'Key']);
    await page.shows(() => page.has('outdated'));
    page.press('retry');
    await page.shows(() => !page.has('outdated') && page.focus.row === 0);
  });

  it('shows a new name at once, and the old one again when the server refuses it', async () => {
    await openWithTwo();
    const answer = held.hold('PUT');
    await plan({ method: 'PUT', path: '**/name', effect: 'fail', status: 500 });
    await page.rename(1, 'Drawer');
    await page.shows(() => page.names[1] === 'Drawer');
    expect(page.part('status').textContent).to.equal('');
    answer();
    await page.shows(() => page.has('trouble'));
    expect(failures()).to.deep.equal([['rename', 'server_error']]);
    expect(page.names).to.deep.equal(['Laptop', 'Key']);
    expect(page.part('trouble').textContent).to.include('It’s still called “⁨Key⁩”.');
    expect(page.focus).to.deep.equal({ part: 'rename', row: 1 });
    expect(page.eventsOf('passkey-renamed')).to.deep.equal([]);
  });

  it('asks the server for no name that it would refuse', async () => {
    await openWithTwo();
    const before = scene.client.requests.length;
    await page.rename(0, '  ');
    await page.shows(() => page.has('problem'));
    expect(page.focus).to.deep.equal({ part: 'input', row: 0 });
    expect(page.part('input').getAttribute('aria-invalid')).to.equal('true');
    page.submit('name', 'safe\u202etxt.exe');
    await page.shows(() => page.part('problem').textContent.includes('control characters'));
    expect(scene.client.requests.length).to.equal(before);
  });

  it('leaves a name as it was on Escape, and on the same name again', async () => {
    await openWithTwo();
    const before = scene.client.requests.length;
    await page.rename(0, 'Something', 'Escape');
    await page.shows(() => page.focus.part === 'rename');
    await page.rename(0, 'Laptop');
    await page.shows(() => page.focus.part === 'rename');
    expect(page.names).to.deep.equal(['Laptop', 'Key']);
    expect(scene.client.requests.length).to.equal(before);
  });

  it('leaves Escape to an input method that has not finished, and takes it from the dialog around it', async () => {
    await openWithTwo();
    page.press('rename');
    await page.shows(() => page.has('editor'));
    const escape = { key: 'Escape', bubbles: true, cancelable: true };
    const isLeft = (event: KeyboardEvent): boolean => page.part('input').dispatchEvent(event);
    expect(isLeft(new KeyboardEvent('keydown', { ...escape, isComposing: true }))).to.equal(true);
    await page.element.updateComplete;
    expect(page.has('editor')).to.equal(true);
    expect(isLeft(new KeyboardEvent('keydown', escape))).to.equal(false);
    await page.shows(() => !page.has('editor'));
  });

  it('explains a passkey that is gone, and shows the list as it is', async () => {
    await openWithTwo();
    await removedElsewhere('Key');
    await page.rename(1, 'Drawer');
    await page.shows(() => page.names.length === 1);
    expect(failures()).to.deep.equal([['rename', 'not_found']]);
    expect(page.part('trouble').textContent).to.equal('This isn’t there any more.');
    expect(page.names).to.deep.equal(['Laptop']);
  });

  it('explains that a passkey is gone already when it is to be removed, and shows the list as it is', async () => {
    await openWithTwo();
    await removedElsewhere('Key');
    page.press('remove', 1);
    await page.shows(() => page.has('dialog'));
    page.press('dialog-confirm');
    await page.shows(() => page.names.length === 1);
    expect(failures()).to.deep.equal([['remove', 'not_found']]);
    expect(page.eventsOf('passkey-removed')).to.deep.equal([]);
    expect(page.part('trouble').textContent).to.equal('This isn’t there any more.');
  });

  for (const [what, begin] of [
    ['rename', 'rename'],
    ['removal', 'remove'],
  ] as const) {
    it(`ends the ${what} of a passkey that was removed elsewhere meanwhile, says so, and goes on at a row`, async () => {
      await openWithTwo();
      page.press(begin, 1);
      await page.shows(() => page.has('editor') || page.focus.part === 'dialog-cancel');
      await removedElsewhere('Key');
      window.dispatchEvent(new Event('focus'));
      await page.shows(() => page.names.length === 1);
      expect(page.has('editor') || page.has('dialog')).to.equal(false);
      expect(page.part('trouble').textContent).to.equal(
        'Something changed in the meantime. Please look again.',
      );
      expect(page.status).to.equal('Something changed in the meantime. Please look again.');
      expect(page.focus).to.deep.equal({ part: 'rename', row: 0 });
    });
  }

  it('explains a stale removal, and shows the list as it is', async () => {
    await openWithTwo();
    await renamedElsewhere('Key', 'Elsewhere');
    await plan({
      method: 'DELETE',
      path: '**/webauthn/*',
      effect: 'fail',
      status: 412,
      error_code: 'precondition_failed',
    });
    page.press('remove', 1);
    await page.shows(() => page.has('dialog'));
    page.press('dialog-confirm');
    await page.shows(() => page.has('trouble'));
    expect(failures()).to.deep.equal([['remove', 'conflict']]);
    expect(page.names).to.deep.equal(['Laptop', 'Elsewhere']);
  });

  it('loads the list by itself when the network is there again', async () => {
    let isThere = false;
    const offline = new PasskeyError('offline', 'No network.');
    const reach: typeof fetch = (input, init) => (isThere ? fetch(input, init) : Promise.reject(offline));
    const { passkeys } = new TestClient('shop', { fetch: reach, accessToken: () => scene.client.token });
    page = await PasskeyManagerPage.loaded({ client: passkeys }, scene.place);
    expect(page.states).to.deep.equal(['failed', 'offline']);
    isThere = true;
    window.dispatchEvent(new Event('online'));
    await page.shows(() => page.states.includes('empty'));
  });

  it('explains a stale write, and shows the list as it is', async () => {
    await openWithTwo();
    await renamedElsewhere('Key', 'Elsewhere');
    await plan({
      method: 'PUT',
      path: '**/name',
      effect: 'fail',
      status: 412,
      error_code: 'precondition_failed',
    });
    await page.rename(1, 'Drawer');
    await page.shows(() => page.has('trouble'));
    expect(failures()).to.deep.equal([['rename', 'conflict']]);
    expect(page.names).to.deep.equal(['Laptop', 'Elsewhere']);
  });
});
