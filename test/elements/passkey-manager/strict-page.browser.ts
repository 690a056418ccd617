import { expect } from 'chai';
import { takePageErrors } from '../../support/page.ts';
import { states } from './states.ts';

/** design.md, "Strict pages"; a policy of a page cannot be taken off, so this file has a page of its own. */
const policy = [
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

describe('<passkey-manager> on a page with a strict policy', () => {
  const violations: string[] = [];

  before(() => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    document.head.append(meta);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
      violations.push(`${violatedDirective}: ${sample}`);
    });
  });

  it('is one on which markup from text is refused', async () => {
    const told = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', resolve, { once: true });
    });
    expect(() => (document.createElement('div').innerHTML = '<b>x</b>')).to.throw(TypeError);
    await told;
    expect(violations.splice(0)).to.have.length(1);
    await takePageErrors();
  });

  for (const [name, open] of Object.entries(states)) {
    it(`violates nothing when ${name}`, async () => {
      const stage = document.body.appendChild(document.createElement('main'));
      await open(stage);
      stage.remove();
      expect(violations).to.deep.equal([]);
    });
  }
});
