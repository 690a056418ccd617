import { expect } from 'chai';
import { tokenOf } from '../../support/mock-control.ts';
import { cdp } from '../../support/page.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { ManagerScene } from './manager-scene.ts';

/** As a tab panel, React's Activity or a page behind another one does it. */
const ways: Readonly<Record<string, (panel: HTMLElement, hide: boolean) => void>> = {
  'a panel with display: none': (panel, hide) => panel.toggleAttribute('hidden', hide),
  'a panel whose content is skipped': (panel, hide) => {
    panel.style.contentVisibility = hide ? 'hidden' : '';
  },
};

describe('a dialog of <passkey-manager> in a place that is hidden', () => {
  const scene = new ManagerScene();
  let clicks: number;
  let tab: HTMLElement;
  let page: PasskeyManagerPage;

  beforeEach(() => {
    clicks = 0;
    tab = document.createElement('button');
    tab.textContent = 'Other tab';
    tab.addEventListener('click', () => (clicks += 1));
    document.body.prepend(tab);
  });
  afterEach(() => {
    page.close();
    tab.remove();
  });

  const dialog = (): HTMLDialogElement => page.part('dialog') as HTMLDialogElement;

  /** A click of the mouse, which an inert page does not pass on. */
  const clickTab = async (): Promise<void> => {
    const { x, y, width, height } = tab.getBoundingClientRect();
    const mouse = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 };
    for (const type of ['mousePressed', 'mouseReleased']) {
      await cdp('Input.dispatchMouseEvent', { type, ...mouse });
    }
  };

  for (const [what, hide] of Object.entries(ways)) {
    it(`opens only when ${what} is shown, and leaves the page usable until then`, async () => {
      const token = await tokenOf('ada@example.com', { age: 600 });
      page = await PasskeyManagerPage.loaded(
        { issuer: `${location.origin}/acme/shop`, accessToken: () => token, reauthenticate: async () => {} },
        scene.place,
      );
      page.press('add');
      hide(scene.place, true);
      await page.shows(() => page.has('dialog'));
      await clickTab();
      expect(clicks).to.equal(1);
      expect(dialog().open).to.equal(false);
      hide(scene.place, false);
      await page.shows(() => dialog().open);
      page.press('dialog-cancel');
      await page.shows(() => !page.isBusy);
      expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ code: 'cancelled' });
    });

    it(`closes with ${what}, and asks again when it is shown`, async () => {
      await scene.enroll('One', 'Two');
      page = await scene.open();
      page.press('remove');
      await page.shows(() => page.has('dialog') && dialog().open);
      hide(scene.place, true);
      await page.shows(() => !dialog().open);
      await clickTab();
      expect(clicks).to.equal(1);
      expect(page.names).to.deep.equal(['One', 'Two']);
      hide(scene.place, false);
      await page.shows(() => dialog().open);
      page.press('dialog-confirm');
      await page.next('passkey-removed');
    });
  }
});
