import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makePasskey, signOut } from '../at-the-shop.ts';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

/** Runs in the page: true if the section with that ID begins in the visible part of the page. */
function isInSight(id: string): boolean {
  const { top = -1 } = document.getElementById(id)?.getBoundingClientRect() ?? {};
  return top >= 0 && top < innerHeight;
}

describe('a developer who rehearses what can go wrong', () => {
  let ada: Visitor;
  const rehearse = async (situation: string) => {
    await ada.open(`${stage.site.url}/console.html`);
    await ada.page.locator('#situation').fill(situation);
    await ada.press('Set it up');
    await ada.reads(`The next call meets: ${situation}.`);
  };

  before(async () => {
    ada = await stage.enter();
    await ada.takeDevice();
    await makePasskey(ada);
  });
  after(() => ada.leave());

  it('sees the list of passkeys come back after an outage', async () => {
    await rehearse('The list of passkeys does not load: the server is busy');
    await ada.reads('waits for GET **/self/me');
    await ada.open(`${stage.site.url}/account.html`);
    await ada.reads('The server has a problem. Try again in a moment.');
    await ada.press('Try again');
    await ada.reads('1 of 10');
  });

  it('sees calm words on the sign-in page, and signs in the next time', async () => {
    await rehearse('A sign-in with a passkey does not verify');
    await ada.open(`${stage.site.url}/account.html`);
    await signOut(ada);
    await ada.press('Sign in with a passkey');
    await ada.reads('That didn’t work. Try again, or sign in another way.');
    await ada.press('Sign in with a passkey');
    await ada.isAt('/account.html');
  });

  it('switches off what nobody met', async () => {
    await rehearse('Too many passwords were tried');
    await ada.press('Switch them off');
    await ada.reads('Nothing is planned any more.');
    assert.equal(await ada.page.$('.waiting li'), null);
  });

  it('moves the clock by five minutes, and the account page asks for a step-up', async () => {
    await ada.open(`${stage.site.url}/account.html`);
    await ada.follow('move the clock');
    await ada.page.waitForFunction(isInSight, {}, 'clock');
    await ada.press('+ 5 minutes');
    await ada.reads('The clock is ahead.');
    await ada.open(`${stage.site.url}/account.html`);
    await ada.reads('1 of 10');
    await ada.pressPart('rename');
    await ada.type('Name', 'Laptop of the next day');
    await ada.press('Save');
    await ada.reads('You signed in as ada@example.com a while ago.');
    await ada.press('Sign in with a passkey');
    await ada.reads('Laptop of the next day');
  });

  it('goes back to the start, where nobody is signed in', async () => {
    await ada.open(`${stage.site.url}/console.html`);
    await ada.press('Back to the start: users, passkeys, settings, clock');
    await ada.reads('Everything is as at the start.');
    await ada.follow('Account');
    await ada.reads('Sign in to see your passkeys.');
  });

  it('meets no violation of the strict policy on the way', () => {
    ada.evidence.assertClean();
  });
});
