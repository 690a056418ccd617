import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('a person without a device', () => {
  let ada: Visitor;
  const isLoaded = () => ada.evidence.requested('/authenticator/authenticator.ts');

  before(async () => {
    ada = await stage.enter();
  });
  after(() => ada.leave());

  it('switches the demo authenticator on, which is not even loaded until then', async () => {
    await ada.open(`${stage.site.url}/login.html?workspace=shop`);
    // Until the mode is known, the page may still move under the finger.
    await ada.reads('This workspace uses Smart passkeys');
    assert.equal(isLoaded(), false);
    await ada.follow('No passkey device at hand? Use the demo authenticator of this page.', 'checkbox');
    await ada.reads('The demo authenticator is on');
  });

  it('is offered a passkey where the password manager makes none silently', async () => {
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.reads('lets password managers make a passkey');
    await ada.press('Not now');
    await ada.reads('Create a passkey');
  });

  it('makes a passkey with it, asked by a dialog that says what it is', async () => {
    await ada.press('Create a passkey');
    await ada.reads('This plays the part of your system’s passkey dialog.');
    assert.equal(isLoaded(), true);
    await ada.press('Create it');
    await ada.isAt('/account.html');
    await ada.reads('You have a passkey now. The next time, it signs you in.');
    await ada.reads('1 of 10');
  });

  it('declines another one, and nothing happens', async () => {
    await ada.press('Add a passkey');
    await ada.pressInDialog('Cancel');
    await ada.reads('1 of 10');
  });

  it('signs in from the corner where autofill would be', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.press('ada@example.com');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
  });

  it('gets a passkey silently at the portal, where the password manager makes one', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.follow('Portal');
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Make it silently');
    await ada.isAt('/account.html');
    await ada.reads('Your password manager made it while you signed in');
    await ada.reads('2 of 10');
  });

  it('signs in with it, after the username, by the button', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.type('Email', 'ada@example.com');
    await ada.press('Sign in with a passkey');
    await ada.press('ada@example.com');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
  });

  it('sees in the inspector that silent creation asked for nobody’s presence', async () => {
    await ada.open(`${stage.site.url}/inspector.html`);
    await ada.unfold('Classic enrolment, complete');
    await ada.reads('The user was present: not demanded of silent creation');
    await ada.reads('Demo authenticator of this site');
  });

  it('meets no violation of the strict policy on the way', () => {
    ada.evidence.assertClean();
  });
});
