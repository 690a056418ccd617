import { expect } from 'chai';
import { barriers } from '../../support/accessibility.ts';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { states } from './states.ts';

const directions = { en: 'ltr', ar: 'rtl' } as const;

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
  removing: { is: ['list'], reads: 'Remove “⁨Blue YubiKey⁩”?' },
  confirming: { is: ['empty', 'busy'], reads: 'You signed in a while ago.' },
  helpdesk: { is: ['list'], reads: 'Add on their key or phone' },
  'helpdesk-code-sent': { is: ['empty'], reads: 'If grace@example.com is known, a code is on its way.' },
  'helpdesk-removing-last': { is: ['list'], reads: 'I know that this is the last one.' },
};

describe('<passkey-manager> in its states', () => {
  let stage: HTMLElement;
  let page: PasskeyManagerPage;

  beforeEach(() => {
    stage = document.body.appendChild(document.createElement('main'));
  });

  afterEach(() => {
    stage.remove();
  });

  for (const [name, open] of Object.entries(states)) {
    it(`tells ${name} to people and to style sheets`, async () => {
      page = await open(stage);
      expect(page.states).to.deep.equal(seen[name]?.is);
      expect(page.text).to.include(seen[name]?.reads);
    });

    for (const [language, direction] of Object.entries(directions)) {
      it(`has no barriers when ${name}, ${direction}`, async () => {
        stage.lang = language;
        stage.dir = direction;
        page = await open(stage);
        expect(await barriers(stage)).to.deep.equal([]);
      });
    }
  }
});
