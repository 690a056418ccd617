import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Visitor } from '../demo/visitor.ts';
import { managerFlows } from './strict-page/manager-flows.ts';
import { signInFlows } from './strict-page/signin-flows.ts';
import { StrictSite } from './strict-page/strict-site.ts';

let site: StrictSite;
let ada: Visitor;

before(async () => {
  [site, ada] = await Promise.all([StrictSite.start(), Visitor.arrive()]);
});

after(async () => {
  await ada.leave();
  await site.stop();
});

beforeEach(async () => {
  await Promise.all([site.reset(), ada.forget(site.url), ada.takeDevice()]);
});

/** Bad input 117 (test/mock-server/bad-inputs/README.md); the policy is that of docs/recipes/content-security-policy.md. */
for (const [place, beside] of [
  ['on a strict page', ''],
  ['on a strict page with a Lit of its own', 'lit'],
] as const) {
  for (const [element, flows] of [
    ['<passkey-signin>', signInFlows],
    ['<passkey-manager>', managerFlows],
  ] as const) {
    describe(`${element} ${place}`, () => {
      for (const [what, flow] of Object.entries(flows)) {
        it(`${what}, with nothing forbidden and nobody else asked`, async () => {
          const open = (path: string, query = {}) => ada.open(site.pageAt(path, { beside, ...query }));
          await flow({ site, ada, open });
          ada.evidence.assertClean();
          assert.deepEqual(ada.evidence.requestsBeside(site.url), []);
        });
      }
    });
  }
}

describe('what watches the strict page', () => {
  it('finds two copies of Lit there, of which both have rendered', async () => {
    await ada.open(site.pageAt('account', { beside: 'lit' }));
    await ada.reads('No passkeys yet');
    await ada.reads('Acme heard of 1: passkey-list-changed');
    const versions = await ada.page.evaluate(
      () => (window as { litHtmlVersions?: string[] }).litHtmlVersions,
    );
    assert.equal(versions?.length, 2);
  });

  it('sees what the policy forbids, in each of three ways', async () => {
    await ada.open(site.pageAt('callback'));
    await ada.page.evaluate(violate);
    const wrong = ada.evidence.takeWrong().join('\n');
    assert.match(wrong, /^require-trusted-types-for forbids/m);
    assert.match(wrong, /^csp-violation reported/m);
    assert.match(wrong, /^console: .*TrustedHTML/m);
  });

  it('sees what is asked of others', async () => {
    await ada.open('about:blank');
    const elsewhere = site.url.replace('localhost', '127.0.0.1');
    await ada.page.evaluate((url) => fetch(url).catch(() => undefined), elsewhere);
    assert.deepEqual(ada.evidence.requestsBeside(site.url), [`${elsewhere}/`]);
  });
});

/** Runs in the page: violates a strict policy, and waits until every report has arrived. */
async function violate(): Promise<void> {
  const event = new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', resolve, { once: true });
  });
  const report = new Promise((resolve) => {
    new ReportingObserver(resolve, { types: ['csp-violation'] }).observe();
  });
  try {
    document.createElement('p').innerHTML = '<b>x</b>';
  } catch {
    // Trusted Types refuse it.
  }
  await Promise.all([event, report]);
}
