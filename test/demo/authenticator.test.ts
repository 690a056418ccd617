import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DemoSite } from './demo-site.ts';
import { Visitor } from './visitor.ts';

describe('a person without a device', () => {
  let site: DemoSite;
  let ada: Visitor;
  const isLoaded = () => ada.evidence.requested('/authenticator/authenticator.ts');

  before(async () => {
    site = await DemoSite.start();
    ada = await Visitor.arrive();
  });
  after(async () => {
    await ada.leave();
    await site.stop();
  });

  it('switches the demo authenticator on, which is not even loaded before it is asked', async () => {
    await ada.open(`${site.url}/login.html?workspace=shop`);
    await ada.follow('No passkey device at hand? Use the demo authenticator of this page.', 'checkbox');
    await ada.reads('The demo authenticator is on');
    assert.equal(isLoaded(), false);
  });

  it('makes a passkey with it, asked by a dialog that says what it is', async () => {
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Create a passkey');
    await ada.reads('This plays the part of your system’s passkey dialog.');
    assert.equal(isLoaded(), true);
    await ada.press('Create it');
    await ada.isAt('/account.html');
    await ada.reads('1 of 10');
  });

  it('declines another one, and nothing happens', async () => {
    await ada.press('Add a passkey');
    await ada.press('Cancel');
    await ada.reads('1 of 10');
  });

  it('signs in from the corner where autofill would be', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.press('ada@example.com');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
  });

  it('signs in by the button, and at the portal with a passkey of its own', async () => {
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.follow('Portal');
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Create a passkey');
    await ada.press('Create it');
    await ada.isAt('/account.html');
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.type('Email', 'ada@example.com');
    await ada.press('Sign in with a passkey');
    await ada.press('ada@example.com');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
  });

  it('meets no violation of the strict policy on the way', () => {
    ada.evidence.assertClean();
  });
});
