import { expect } from 'chai';
import { enrolAda } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { takePageErrors } from '../support/page.ts';
import type { SigninPage } from '../support/passkey-signin-page.ts';
import { signinStates, type SigninState } from '../support/passkey-signin-states.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { managerWays, signinWays } from '../support/ways-on.ts';
import { states as managerStates } from './passkey-manager/states.ts';

/** The words of an element, in its shadow root and in the light DOM, without the marks that isolate a name. */
const wordsIn = (element: HTMLElement): string =>
  `${element.shadowRoot?.textContent} ${element.textContent}`
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');

const isAlive = (node: Element | null | undefined): boolean =>
  node != null && node.checkVisibility() && node.getAttribute('aria-disabled') !== 'true';

describe('docs/states.md is true of <passkey-signin>', () => {
  let authenticator: VirtualAuthenticator;
  let place: HTMLElement;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    await enrolAda('shop');
    place = document.body.appendChild(document.createElement('main'));
  });

  afterEach(async () => {
    place.remove();
    await authenticator.remove();
    localStorage.clear();
    await takePageErrors();
  });

  function findWay(page: SigninPage, name: string): Element | null | undefined {
    if (name === 'field') return page.field;
    if (name === 'slot') return page.element.querySelector('[slot="other-ways"] button');
    return page.part(name);
  }

  function focused(page: SigninPage): string {
    if (document.activeElement === page.field) return 'field';
    return page.element.shadowRoot?.activeElement?.getAttribute('part') ?? 'page';
  }

  for (const [state, { reads, by, focus }] of Object.entries(signinWays)) {
    it(state, async () => {
      const page = await signinStates[state as SigninState]({ parent: place });
      await page.until(() => wordsIn(page.element).includes(reads), `“${reads}”`);
      const dead = by.filter((name) => !isAlive(findWay(page, name)));
      expect(dead).to.deep.equal([]);
      expect(focused(page)).to.equal(focus);
    });
  }
});

describe('docs/states.md is true of <passkey-manager>', () => {
  let place: HTMLElement;

  beforeEach(() => {
    place = document.body.appendChild(document.createElement('main'));
  });

  afterEach(async () => {
    place.remove();
    await takePageErrors();
  });

  for (const [state, { reads, by, focus }] of Object.entries(managerWays)) {
    it(state, async () => {
      const page = await managerStates[state]!(place);
      await page.shows(() => wordsIn(page.element).includes(reads));
      const dead = by.filter((name) => !page.parts(name).some(isAlive));
      expect(dead).to.deep.equal([]);
      await page.shows(() => (page.focus.part ?? 'page') === focus);
      page.close();
    });
  }
});
