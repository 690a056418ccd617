import { expect } from 'chai';
import { TestClient, type Workspace } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts';

async function signedIn(workspace: Workspace): Promise<PasskeyManagerPage> {
  const client = new TestClient(workspace);
  await client.signInAda();
  return PasskeyManagerPage.loaded({ client: client.passkeys });
}

describe('<passkey-manager>', () => {
  let page: PasskeyManagerPage;

  beforeEach(resetWorld);
  afterEach(() => page.close());

  for (const workspace of ['shop', 'portal'] as const) {
    it(`invites, adds, renames and removes passkeys in ${workspace}`, async () => {
      page = await signedIn(workspace);
      expect(page.states).to.deep.equal(['empty']);
      expect(page.part('count').textContent).to.equal('0 of 10');

      const authenticator = await addVirtualAuthenticator('internal');
      page.press('add');
      const added = await page.next('passkey-added');
      await page.shows(() => page.focus.row === 0);
      expect(added.detail.mode).to.equal(workspace === 'shop' ? 'smart' : 'classic');
      expect(page.names).to.deep.equal([added.detail.name]);
      expect(page.status).to.equal(`“\u2068${added.detail.name}\u2069” was added.`);
      expect(page.part('count').textContent).to.equal('1 of 10');
      expect(page.part('last-passkey').textContent).to.equal(
        'Your only passkey can’t be removed. Add another one first.',
      );

      const renamed = page.next('passkey-renamed');
      await page.rename(0, 'Work MacBook');
      expect((await renamed).detail.name).to.equal('Work MacBook');
      expect(page.names).to.deep.equal(['Work MacBook']);
      expect(page.status).to.equal('Now called “\u2068Work MacBook\u2069”.');
      await page.shows(() => page.focus.part === 'rename' && page.focus.row === 0);

      await authenticator.remove();
      const key = await addVirtualAuthenticator('usb');
      await page.element.add();
      expect(page.eventsOf('passkey-added')).to.have.length(2);
      expect(page.names).to.have.length(2);
      await key.remove();

      page.press('remove', 0);
      await page.shows(() => page.has('dialog'));
      expect(page.focus.part).to.equal('dialog-cancel');
      page.press('dialog-confirm');
      await page.next('passkey-removed');
      await page.shows(() => page.focus.row === 0);
      expect(page.names).to.have.length(1).and.not.include('Work MacBook');
      expect(page.part('status').textContent).to.include('Work MacBook');
    });
  }

  it('explains to the person that an old security key cannot hold a Smart passkey', async () => {
    page = await signedIn('shop');
    const key = await addVirtualAuthenticator('u2f');
    page.press('add');
    const failed = await page.next('passkey-manager-failed');
    await page.shows(() => page.has('trouble'));
    expect(failed.detail.code).to.equal('authenticator_unfit');
    expect(page.part('trouble').textContent).to.equal(
      'This device or security key can’t hold this kind of passkey. Try another one.',
    );
    expect(page.states).to.deep.equal(['empty']);
    await key.remove();
  });
});
