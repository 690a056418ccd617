import { expect } from 'chai';
import { TestClient } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { setMechanisms } from '../../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

for (const [workspace, from, to, mechanism] of [
  ['shop', 'Smart', 'classic', 'webauthn'],
  ['portal', 'Classic', 'smart', 'usernameless_webauthn'],
] as const) {
  describe(`<passkey-manager> after a switch from ${from}`, () => {
    let authenticator: VirtualAuthenticator;
    let page: PasskeyManagerPage;

    beforeEach(async () => {
      await resetWorld();
      authenticator = await addVirtualAuthenticator('internal');
      const client = new TestClient(workspace);
      await client.signInAda();
      await client.passkeys.enroll({ name: 'Before' });
      await setMechanisms(workspace, ['password', mechanism]);
      page = await PasskeyManagerPage.loaded({ client: client.passkeys });
    });

    afterEach(async () => {
      page.close();
      await authenticator.remove();
    });

    it('offers to set up again with one button, and marks what does not work', () => {
      expect(page.part('banner-title').textContent).to.equal('Set up your passkey again');
      expect(page.parts('add')).to.have.length(1);
      expect(page.part('badge').textContent).to.equal('Must be set up again');
    });

    it('makes a passkey of the new kind, and then clears the old ones away in one step', async () => {
      page.press('add');
      const { detail } = await page.next('passkey-added');
      expect(detail.mode).to.equal(to);
      await page.shows(() => page.has('remove-old'));
      expect(page.has('banner-title')).to.equal(false);

      page.press('remove-old');
      await page.shows(() => page.has('dialog'));
      expect(page.part('dialog-text').textContent).to.include('work here any more');
      expect(page.focus.part).to.equal('dialog-cancel');
      page.press('dialog-confirm');
      await page.next('passkey-removed');
      expect(page.names).to.deep.equal([detail.name]);
      expect(page.has('banner')).to.equal(false);
      await page.shows(() => page.focus.part === 'rename' && page.focus.row === 0);
      expect(page.status).to.equal('“\u2068Before\u2069” was removed.');
    });

    it('says when passkeys are switched off altogether, and offers none', async () => {
      await setMechanisms(workspace, ['password']);
      await page.element.refresh();
      await page.shows(() => page.states.includes('unavailable'));
      expect(page.part('limits').textContent).to.equal('Passkeys aren’t available here.');
      expect(page.has('add')).to.equal(false);
    });
  });
}
