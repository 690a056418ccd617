import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makePasskey, signOut } from '../at-the-shop.ts';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('a developer with the inspector', () => {
  let ada: Visitor;
  const inspect = async (call: string) => {
    await ada.open(`${stage.site.url}/inspector.html`);
    await ada.unfold(call);
  };
  const brokenDemands = () =>
    ada.page.$$eval('details[open] .checks .broken', (found) => found.map((one) => one.textContent.trim()));

  before(async () => {
    ada = await stage.enter();
    await ada.takeDevice();
    await makePasskey(ada);
    await ada.reads('1 of 10');
  });
  after(() => ada.leave());

  it('sees what the authenticator was asked, and what the passkey is made of', async () => {
    await inspect('Smart enrolment, begin');
    await ada.reads('Smart: a discoverable credential');
    await ada.unfold('Smart enrolment, complete');
    for (const fact of ['webauthn.create', 'ES256 (-7)', 'user verified', 'AAGUID', 'Accepted.'])
      await ada.reads(fact);
    assert.deepEqual(await brokenDemands(), []);
  });

  it('sees which demand refused a sign-in with a wrong signature', async () => {
    await ada.open(`${stage.site.url}/account.html`);
    await signOut(ada);
    await ada.signsWrongly();
    await ada.press('Sign in with a passkey');
    await ada.reads('That didn’t work. Try again, or sign in another way.');
    await inspect('Smart sign-in, complete');
    await ada.reads('Refused with verification_failed. The signature is');
    await ada.reads('Only this page tells the reason.');
    assert.deepEqual(await brokenDemands(), ['✗ The signature fits the stored key']);
  });

  it('leaves the calls of ceremonies only', async () => {
    await ada.press('Ceremonies only', 'checkbox');
    const names = await ada.page.$$eval('.calls summary b', (found) => found.map((one) => one.textContent));
    assert.ok(names.length > 3);
    assert.ok(names.every((name) => /begin|complete/.test(name)));
    await ada.press('Ceremonies only', 'checkbox');
  });

  it('sees a refused sign-in come while the page is open', async () => {
    await ada.reads('Sign-in with a password');
    const before = (await ada.page.$$('.calls > li')).length;
    await ada.page.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ identifier: 'ada@example.com', password: 'x', workspace_id: 'shop' });
      await fetch('/acme/identity/customers/login/password', { method: 'POST', headers, body });
    });
    await ada.page.waitForFunction(
      (count) => document.querySelectorAll('.calls > li').length === count + 1,
      {},
      before,
    );
    await ada.unfold('Sign-in with a password');
    await ada.reads('Refused with verification_failed.');
  });

  it('meets no violation of the strict policy on the way', () => {
    ada.evidence.assertClean();
  });
});
