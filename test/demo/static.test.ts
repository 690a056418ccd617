import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/site.ts';
import { openStaticHost } from './static-host.ts';
import { Visitor } from './visitor.ts';

describe('a person on the static demo, with no server and no device', () => {
  let host: Site;
  let ada: Visitor;

  before(async () => {
    host = await openStaticHost();
    ada = await Visitor.arrive();
  });
  after(async () => {
    await ada.leave();
    await host.close();
  });

  it('signs in by password and makes a passkey with the demo authenticator', async () => {
    await ada.open(`${host.url}/login.html?workspace=shop`);
    await ada.reads('This workspace uses Smart passkeys');
    await ada.follow('No passkey device at hand? Use the demo authenticator of this page.', 'checkbox');
    await ada.reads('This workspace uses Smart passkeys');
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Make it silently');
    await ada.isAt('/try/account.html');
    await ada.reads('1 of 10');
  });

  it('is still signed in after a reload, and signs in with the passkey after signing out', async () => {
    await ada.open(`${host.url}/account.html`);
    await ada.reads('1 of 10');
    await ada.press('Sign out');
    await ada.isAt('/try/login.html');
    await ada.press('ada@example.com');
    await ada.isAt('/try/account.html');
    await ada.reads('with a passkey');
  });

  it('finds the calls of all pages in the inspector', async () => {
    await ada.open(`${host.url}/inspector.html`);
    await ada.reads('Smart enrolment, complete');
    await ada.unfold('Smart enrolment, complete');
    await ada.reads('Demo authenticator of this site');
  });

  it('administers it as well: a code that is sent is in the outbox', async () => {
    await ada.open(`${host.url}/console.html`);
    await ada.press('Passkeys of Grace');
    await ada.pressPart('remote-summary');
    await ada.type('Email or phone number', 'grace@example.com');
    await ada.press('Send a code');
    await ada.textOf('#outbox .code');
  });

  it('leaves no token behind and meets no violation of the policy', async () => {
    await ada.open(`${host.url}/index.html`);
    await ada.reads('ada@example.com is signed in to the shop.');
    ada.evidence.assertClean();
  });
});
