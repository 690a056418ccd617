import { expect } from 'chai';
import { resetWorld, TestClient } from '../../support/client.ts';
import { takePageErrors } from '../../support/page.ts';
import { signinStates } from '../../support/passkey-signin-states.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/** design.md, "Strict pages"; a policy of a page cannot be taken off, so this file has a page of its own. */
const policy = [
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

/** Those without markup of a page, which a test page could only make from text. */
const states = [
  'smart',
  'classic',
  'classic-known',
  'detecting',
  'waiting',
  'cancelled',
  'failed',
  'username-missing',
  'second-factor',
  'offer',
  'done',
] as const;

describe('<passkey-signin> on a page with a strict policy', () => {
  const violations: string[] = [];
  let authenticator: VirtualAuthenticator;
  let place: HTMLElement;

  before(() => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    document.head.append(meta);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
      violations.push(`${violatedDirective}: ${sample}`);
    });
  });

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    const client = new TestClient('shop');
    await client.signInAda();
    await client.passkeys.enroll();
    place = document.body.appendChild(document.createElement('main'));
  });

  afterEach(async () => {
    place.remove();
    await authenticator.remove();
    localStorage.clear();
    await takePageErrors();
  });

  it('is one on which markup from text is refused', async () => {
    const told = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', resolve, { once: true });
    });
    expect(() => (document.createElement('div').innerHTML = '<b>x</b>')).to.throw(TypeError);
    await told;
    expect(violations.splice(0)).to.have.length(1);
  });

  for (const state of states) {
    it(`violates nothing when it is ${state}`, async () => {
      await signinStates[state]({ parent: place });
      expect(violations).to.deep.equal([]);
    });
  }

  it('violates nothing when the offer of a passkey is accepted', async () => {
    const page = await signinStates.offer({ parent: place });
    await authenticator.remove();
    authenticator = await addVirtualAuthenticator('internal');
    await page.press();
    await page.reaches('done');
    expect(violations).to.deep.equal([]);
  });
});
