import { expect } from 'chai';
import { barriers, faintOnes } from '../../support/accessibility.ts';
import { enrolAda } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { collisions, smallTargets } from '../../support/layout.ts';
import { wear } from '../../support/looks.ts';
import { movements } from '../../support/motion.ts';
import { emulateMedia, takePageErrors } from '../../support/page.ts';
import type { SigninPage } from '../../support/passkey-signin-page.ts';
import { signinStates, type SigninState } from '../../support/passkey-signin-states.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

for (const state of Object.keys(signinStates) as readonly SigninState[]) {
  describe(`<passkey-signin>, when it is ${state},`, () => {
    let authenticator: VirtualAuthenticator;
    let place: HTMLElement;
    let page: SigninPage;

    before(async () => {
      await resetWorld();
      authenticator = await addVirtualAuthenticator('internal');
      await enrolAda('shop');
      place = document.body.appendChild(document.createElement('main'));
      page = await signinStates[state]({ parent: place });
    });

    after(async () => {
      place.remove();
      await authenticator.remove();
      localStorage.clear();
      await takePageErrors();
    });

    for (const look of ['light', 'right-to-left'] as const) {
      it(`has no barrier by day or by night, ${look}`, async () => {
        const takeOff = await wear(look);
        const direction = look === 'right-to-left' ? 'rtl' : 'ltr';
        await page.until(() => page.part('base')?.dir === direction);
        const byDay = await barriers(page.element);
        await wear('dark');
        const byNight = await barriers(page.element, ['color-contrast']);
        await takeOff();
        expect([...byDay, ...byNight]).to.deep.equal([]);
      });
    }

    it('stands still for people who ask for less motion', async () => {
      await emulateMedia({ 'prefers-reduced-motion': 'reduce' });
      const [moving, running] = [movements(page.element), page.element.shadowRoot!.getAnimations()];
      await emulateMedia();
      expect(moving).to.deep.equal([]);
      expect(running).to.deep.equal([]);
    });

    it('is seen where the system chooses the colours, and so is what has the focus', async () => {
      const takeOff = await wear('forced-colors');
      const found = faintOnes(page.element.shadowRoot!);
      await takeOff();
      expect(found).to.deep.equal([]);
    });

    it('fits at 320 px with text twice as large, with targets of at least 24 px', async () => {
      const takeOff = [await wear('narrow'), await wear('large-text')];
      const { scrollWidth } = document.documentElement;
      const inside = page.element.shadowRoot!;
      const wrong = [...smallTargets(inside), ...collisions(inside), ...collisions(page.element)];
      const field = page.field?.getBoundingClientRect();
      for (const take of takeOff) await take();
      expect(wrong).to.deep.equal([]);
      expect(scrollWidth).to.be.at.most(320);
      if (field?.height) expect(field.height).to.be.at.least(24);
    });
  });
}
