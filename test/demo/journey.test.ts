import { after, before, describe, it } from 'node:test';
import { DemoSite } from './demo-site.ts';
import { Visitor } from './visitor.ts';

const analyticalEngine = 'Ada ada@example.com · analytical engine';
const nanosecondWire = 'Grace grace@example.com · nanosecond wire';

let site: DemoSite;

before(async () => {
  site = await DemoSite.start();
});
after(() => site.stop());

describe('Ada at the shop, which uses Smart passkeys', () => {
  let ada: Visitor;
  before(async () => {
    ada = await Visitor.arrive();
    await ada.takeDevice();
  });
  after(() => ada.leave());

  it('signs in by password and makes the passkey that she is offered', async () => {
    await ada.open(`${site.url}/login.html?workspace=shop`);
    await ada.press(analyticalEngine);
    await ada.press('Sign in with a password');
    await ada.press('Create a passkey');
    await ada.isAt('/account.html');
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
    await ada.touches(false);
    await ada.press('Sign out');
    await ada.isAt('/login.html');
    await ada.isOfferedAutofill();
    await ada.touches(true);
    await ada.press('Sign in with a passkey');
    await ada.isAt('/account.html');
    await ada.reads('with a passkey');
    await ada.reads('Work laptop');
  });

  it('signs in again after a restart of the server', async () => {
    await site.restart();
    await ada.touches(false);
    await ada.open(`${site.url}/account.html`);
    await ada.follow('Sign in');
    await ada.isOfferedAutofill();
    await ada.touches(true);
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
    await site.advanceClock(301);
    await ada.pressPart('rename');
    await ada.type('Name', 'Home laptop');
    await ada.press('Save');
    await ada.reads('You signed in a while ago');
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

describe('Grace at the portal, which uses Classic passkeys', () => {
  let grace: Visitor;
  before(async () => {
    grace = await Visitor.arrive();
    await grace.takeDevice({
      protocol: 'u2f',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
    });
  });
  after(() => grace.leave());

  it('signs in by password and adds an old security key', async () => {
    await grace.open(`${site.url}/login.html?workspace=portal`);
    await grace.press(nanosecondWire);
    await grace.press('Sign in with a password');
    await grace.isAt('/account.html');
    await grace.press('Add a passkey');
    await grace.reads('1 of 10');
  });

  it('signs in with her username and the key', async () => {
    await grace.press('Sign out');
    await grace.isAt('/login.html');
    await grace.type('Email', 'grace@example.com');
    await grace.press('Sign in with a passkey');
    await grace.isAt('/account.html');
    await grace.reads('with a passkey');
  });

  it('is told at the shop that she is signed in elsewhere', async () => {
    await grace.follow('Shop');
    await grace.reads('grace@example.com is signed in to the portal.');
  });

  it('leaves no token behind and meets no violation of the strict policy', async () => {
    await grace.open(`${site.url}/index.html`);
    await grace.reads('grace@example.com is signed in to the portal.');
    grace.evidence.assertClean();
  });
});

describe('Grace on the hosted page of a workspace', () => {
  let grace: Visitor;
  before(async () => {
    grace = await Visitor.arrive();
    await grace.takeDevice();
  });
  after(() => grace.leave());

  it('is sent there and back, and is signed in', async () => {
    await grace.open(`${site.url}/login.html?workspace=portal`);
    await grace.follow('Sign in on the portal’s hosted page');
    await grace.reads('Sign in to Portal');
    await grace.type('Email', 'grace@example.com');
    await grace.type('Password', 'nanosecond wire');
    await grace.press('Sign in with a password');
    await grace.isAt('/account.html');
    await grace.reads('Signed in as grace@example.com with a password');
  });

  it('leaves no token behind and meets no violation of the strict policy', async () => {
    await grace.open(`${site.url}/index.html`);
    await grace.reads('grace@example.com is signed in to the portal.');
    await grace.reads('Classic passkeys.');
    grace.evidence.assertClean();
  });
});
