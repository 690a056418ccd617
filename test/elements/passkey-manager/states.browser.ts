import { expect } from 'chai';
import { barriers, faintOnes } from '../../support/accessibility.ts';
import { collisions, smallTargets } from '../../support/layout.ts';
import { emulateMedia, setViewport } from '../../support/page.ts';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { states } from './states.ts';

/** Custom states of the element, and words that a person reads there. */
const seen: Readonly<Record<string, { readonly is: readonly string[]; readonly reads?: string }>> = {
  loading: { is: ['loading'], reads: 'Loading your passkeys…' },
  empty: { is: ['empty'], reads: 'No passkeys yet' },
  list: { is: ['list'], reads: '3 of 10' },
  'only-one': { is: ['list'], reads: 'Your only passkey can’t be removed. Add another one first.' },
  full: {
    is: ['list', 'full'],
    reads: 'You have 3 passkeys, the most your account can hold. Remove one first.',
  },
  failed: { is: ['failed'], reads: 'The server has a problem. Try again in a moment.' },
  offline: { is: ['failed', 'offline'], reads: 'There’s no connection.' },
  unavailable: { is: ['list', 'unavailable'], reads: 'Passkeys aren’t available here.' },
  unsupported: { is: ['list', 'unsupported'], reads: 'This browser can’t create passkeys.' },
  'mode-switched': { is: ['list'], reads: 'Set up your passkey again' },
  'old-ones-left': { is: ['list'], reads: 'Remove 2 old passkeys' },
  'nothing-known': { is: ['list'], reads: '1 passkey' },
  outdated: { is: ['list'], reads: 'This list may be out of date.' },
  adding: { is: ['list', 'busy'], reads: 'Waiting for your passkey…' },
  'not-added': { is: ['list'], reads: 'That was a lot of tries.' },
  naming: { is: ['list'], reads: 'Save' },
  'name-refused': { is: ['list'], reads: 'A name has 1 to 64 characters.' },
  'not-renamed': { is: ['list'], reads: 'It’s still called “⁨Blue YubiKey⁩”.' },
  renamed: { is: ['list'], reads: 'Now called “⁨Key in the drawer⁩”.' },
  'signed-out': { is: ['failed'], reads: 'Please sign in again.' },
  removing: { is: ['list'], reads: 'Remove “⁨Blue YubiKey⁩”?' },
  confirming: { is: ['empty', 'busy'], reads: 'You signed in a while ago.' },
  helpdesk: { is: ['list'], reads: 'Add on their key or phone' },
  'helpdesk-code-sent': {
    is: ['empty'],
    reads: 'If \u2068grace@example.com\u2069 is known, a code is on its way.',
  },
  'helpdesk-code-not-sent': { is: ['empty'], reads: 'That was a lot of tries.' },
  'helpdesk-removing-last': { is: ['list'], reads: 'I know that this is the last one.' },
};

const scheme = (value: 'light' | 'dark') => emulateMedia({ 'prefers-color-scheme': value });

describe('<passkey-manager> in its states', () => {
  const { documentElement } = document;
  let stage: HTMLElement;
  let page: PasskeyManagerPage;

  beforeEach(() => {
    // Declared as by a page with a dark look: axe needs to know the background.
    documentElement.style.colorScheme = 'light dark';
    stage = document.body.appendChild(document.createElement('main'));
    stage.style.cssText = 'background: Canvas; color: CanvasText';
  });

  afterEach(async () => {
    stage.remove();
    documentElement.removeAttribute('style');
    await emulateMedia();
  });

  /** By day and by night, in the same place: colours are all that changes. */
  const barriersByDayAndNight = async (): Promise<readonly string[]> => {
    await scheme('light');
    const byDay = await barriers(stage);
    await scheme('dark');
    return [...byDay, ...(await barriers(stage, ['color-contrast']))];
  };

  for (const [name, open] of Object.entries(states)) {
    it(`tells ${name} to people and to style sheets, without a barrier by day or by night`, async () => {
      page = await open(stage);
      expect(page.states).to.deep.equal(seen[name]?.is);
      expect(page.text).to.include(seen[name]?.reads);
      expect(await barriersByDayAndNight()).to.deep.equal([]);
      for (const value of ['light', 'dark'] as const) {
        await emulateMedia({ 'forced-colors': 'active', 'prefers-color-scheme': value });
        expect(faintOnes(page.root)).to.deep.equal([]);
      }
    });

    it(`has no barrier when ${name}, from right to left`, async () => {
      stage.lang = 'ar';
      stage.dir = 'rtl';
      page = await open(stage);
      expect(await barriersByDayAndNight()).to.deep.equal([]);
    });

    it(`fits into 320 px with text of twice the size when ${name}, and stands still for who asks`, async () => {
      documentElement.style.font = '200% system-ui, sans-serif';
      await setViewport({ width: 320, height: 640 });
      await emulateMedia({ 'prefers-reduced-motion': 'reduce' });
      page = await open(stage);
      expect(documentElement.scrollWidth).to.be.at.most(320);
      expect(smallTargets(page.root)).to.deep.equal([]);
      expect(collisions(page.root)).to.deep.equal([]);
      expect(page.root.getAnimations()).to.deep.equal([]);
      await setViewport({ width: 800, height: 600 });
    });
  }

  it('is looked at by tools that see in the dark, see what is small, what lies on something else and what is faint', async () => {
    page = await states['list']!(stage);
    await scheme('dark');
    page.part('count').style.color = '#333';
    expect(await barriers(stage, ['color-contrast'])).to.have.length(1);
    page.part('rename').style.cssText = 'min-block-size: 0; block-size: 20px';
    expect(smallTargets(page.root)).to.have.length(1);
    page.part('facts').style.marginBlockStart = '-2rem';
    expect(collisions(page.root)).to.not.deep.equal([]);
    await emulateMedia({ 'forced-colors': 'active' });
    page.part('add').style.outline = 'none';
    page.part('remove').style.opacity = '0.5';
    expect(faintOnes(page.root)).to.have.length(2);
  });

  it('moves only where something is waited for', async () => {
    page = await states['adding']!(stage);
    const moving = page.root.getAnimations().map(({ effect }) => (effect as KeyframeEffect).target);
    expect(moving).to.deep.equal([page.part('spinner')]);
  });
});
