import { after, before, describe, it } from 'node:test';
import { makePasskey, signOut } from '../at-the-shop.ts';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('Ada at the shop, which uses Smart passkeys', () => {
  let ada: Visitor;
  before(async () => {
    ada = await stage.enter();
    await ada.takeDevice();
  });
  after(() => ada.leave());

  it('signs in by password and makes the passkey that she is offered', async () => {
    await makePasskey(ada);
    await ada.reads('with a password');
    await ada.reads('1 of 10');
  });

  it('names it', async () => {
    await ada.pressPart('rename');
    await ada.type('Name', 'Work laptop');
    await ada.press('Save');
    await ada.reads('Work laptop');
  });

  it('signs out, and in again by one tap', async () => {
    await signOut(ada);
    await ada.press('Sign in with a passkey');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
    await ada.reads('Work laptop');
  });

  it('signs in again after a restart of the server', async () => {
    await stage.site.restart();
    await ada.open(`${stage.site.url}/account.html`);
    await ada.leavesAutofillOpen(() => ada.follow('Sign in'));
    await ada.press('Sign in with a passkey');
    await ada.isAt('/account.html');
    await ada.reads('Work laptop');
  });

  it('makes a second passkey on another device and removes the first', async () => {
    await ada.takeDevice();
    await ada.press('Add a passkey');
    await ada.reads('2 of 10');
    await ada.pressPart('remove');
    await ada.pressPart('dialog-confirm');
    await ada.reads('1 of 10');
    await ada.reads('was removed');
  });

  it('confirms that it is her when she comes back later, and what she began goes on', async () => {
    await stage.site.advanceClock(301);
    await ada.pressPart('rename');
    await ada.type('Name', 'Home laptop');
    await ada.press('Save');
    await ada.reads('You signed in as ada@example.com a while ago.');
    await ada.type('Password', 'analytical engine');
    await ada.press('Confirm with the password');
    await ada.reads('Home laptop');
  });

  it('leaves no token behind and meets no violation of the strict policy', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    ada.evidence.assertClean();
  });
});
