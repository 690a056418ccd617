import { expect } from 'chai';
import { TestClient } from '../../support/client.ts';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { Prompts, replaceStatic } from '../../support/prompts.ts';
import { setPool } from '../../support/settings.ts';
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { ManagerScene } from './manager-scene.ts';

describe('<passkey-manager>, by the rules,', () => {
  const scene = new ManagerScene(() => ({ remember: true }));
  let page: PasskeyManagerPage;

  const open = async (): Promise<void> => {
    page = await scene.open();
  };

  it('never offers to remove the only passkey, and says why before the click', async () => {
    await scene.enroll('Only');
    await open();
    const remove = page.part('remove');
    expect(remove.getAttribute('aria-disabled')).to.equal('true');
    expect(page.root.getElementById(remove.getAttribute('aria-describedby') ?? '')).to.equal(
      page.part('last-passkey'),
    );
    page.press('remove');
    expect(page.has('dialog')).to.equal(false);
  });

  it('adds nothing to a full list, and says why before the click', async () => {
    await setPool({ limits: { max_credentials: 100, webauthn_credentials: 2 } });
    await scene.enroll('One', 'Two');
    await open();
    const add = page.part('add');
    expect(page.states).to.include('full');
    expect(page.part('count').textContent).to.equal('2 of 2');
    expect(add.getAttribute('aria-disabled')).to.equal('true');
    expect(page.root.getElementById(add.getAttribute('aria-describedby') ?? '')).to.equal(
      page.part('limits'),
    );
    const before = scene.client.requests.length;
    page.press('add');
    expect(scene.client.requests.length).to.equal(before);
  });

  it('explains that the list became full elsewhere, and shows it', async () => {
    await scene.enroll('One');
    await open();
    await setPool({ limits: { max_credentials: 100, webauthn_credentials: 1 } });
    page.press('add');
    const { detail } = await page.next('passkey-manager-failed');
    expect(detail.code).to.equal('capacity_reached');
    await page.shows(() => page.states.includes('full'));
  });

  it('tells a cancelled prompt calmly, and offers the same button again', async () => {
    scene.client = new TestClient('portal');
    await scene.client.signInAda();
    await open();
    const prompts = new Prompts({ hold: true });
    page.press('add');
    const prompt = await prompts.next();
    expect(page.status).to.equal('Waiting for your passkey…');
    const failed = page.next('passkey-manager-failed');
    prompt.cancel();
    prompts.remove();
    const { detail } = await failed;
    expect(detail.code).to.equal('cancelled');
    await page.shows(() => page.has('trouble') && page.focus.part === 'add');
    expect(page.part('trouble').className).to.include('quiet');
    expect(page.status).to.equal('Nothing happened. You can try again whenever you like.');
  });

  it('says that this device has a passkey already', async () => {
    await scene.enroll('One');
    await open();
    page.press('add');
    const { detail } = await page.next('passkey-manager-failed');
    expect(detail.code).to.equal('already_registered');
  });

  it('marks the passkeys that were made or used in this browser', async () => {
    await scene.enroll('Here');
    await open();
    expect(page.part('badge').textContent).to.equal('Used on this browser');
    scene.client.passkeys.memory.forget();
    await page.element.refresh();
    await page.shows(() => !page.has('badge'));
  });

  it('goes on at the next row after a removal, at the last one when there is none', async () => {
    await scene.enroll('One', 'Two', 'Three');
    await open();
    for (const [row, left] of [
      [0, ['Two', 'Three']],
      [1, ['Two']],
    ] as const) {
      page.press('remove', row);
      await page.shows(() => page.focus.part === 'dialog-cancel');
      page.press('dialog-confirm');
      await page.next('passkey-removed');
      await page.shows(() => page.focus.part === 'rename' && page.focus.row === 0);
      expect(page.names).to.deep.equal(left);
    }
  });

  it('takes Escape for no, and returns to the button', async () => {
    await scene.enroll('One', 'Two');
    await open();
    page.press('remove', 1);
    await page.shows(() => page.focus.part === 'dialog-cancel');
    await page.key('Escape');
    await page.shows(() => !page.has('dialog'));
    expect(page.focus).to.deep.equal({ part: 'remove', row: 1 });
    expect(page.names).to.deep.equal(['One', 'Two']);
  });

  it('asks people to tell their password manager of a removal where the browser cannot', async () => {
    const names = ['signalAllAcceptedCredentials', 'signalUnknownCredential'] as const;
    const undo = names.map((name) => replaceStatic(name, undefined));
    try {
      scene.client = new TestClient('shop');
      await scene.client.signInAda();
      await scene.enroll('One', 'Two');
      await open();
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      expect(page.part('dialog-text').textContent).to.include('Remove it from your password manager too');
    } finally {
      undo.forEach((undo) => undo());
    }
  });

  it('tells password managers of a removal itself where the browser can', async () => {
    await scene.enroll('Gone');
    const gone = scene.authenticator;
    await scene.client.passkeys.enroll({ name: 'unused' }).catch(() => undefined);
    const key = await addVirtualAuthenticator('usb');
    await scene.client.passkeys.enroll({ name: 'Kept', attachment: 'cross-platform' });
    await open();
    page.press('remove', 0);
    await page.shows(() => page.has('dialog'));
    expect(page.part('dialog-text').textContent).to.not.include('password manager');
    page.press('dialog-confirm');
    await gone.nextEvent('deleted');
    expect(await gone.credentials()).to.have.length(0);
    await key.remove();
  });

  it('follows what happened elsewhere when the person comes back', async () => {
    await scene.enroll('One');
    await open();
    const changed = page.next('passkey-list-changed');
    await scene.enroll('Two');
    window.dispatchEvent(new Event('focus'));
    expect((await changed).detail).to.deep.equal({ count: 2, capacity: 10 });
    expect(page.names).to.deep.equal(['One', 'Two']);
  });

  it('says once that the list changed, not at every look', async () => {
    await scene.enroll('One');
    await open();
    await page.element.refresh();
    await page.element.refresh();
    expect(page.eventsOf('passkey-list-changed')).to.have.length(1);
  });
});
