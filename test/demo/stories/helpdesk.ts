import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('an administrator at the counter', () => {
  let admin: Visitor;
  before(async () => {
    admin = await stage.enter();
    await admin.takeDevice('usb');
    await admin.open(`${stage.site.url}/console.html`);
  });
  after(() => admin.leave());

  it('enrols a passkey for a user who is there', async () => {
    await admin.press('Passkeys of Ada');
    await admin.pressPart('add');
    await admin.reads('1 of 10');
    await admin.reads('1 passkey');
  });

  it('names it, and removes the last one too', async () => {
    await admin.pressPart('rename');
    await admin.type('Name', 'Key of the front desk');
    await admin.press('Save');
    await admin.reads('Key of the front desk');
    await admin.pressPart('remove');
    await admin.pressPart('acknowledgement');
    await admin.pressPart('dialog-confirm');
    await admin.reads('0 passkeys');
  });

  it('sends a code to a user who is elsewhere, and sees it in the outbox', async () => {
    await admin.press('Close');
    await admin.press('Passkeys of Grace');
    await admin.reads('Nothing was sent yet.');
    await admin.pressPart('remote-summary');
    await admin.type('Email or phone number', 'grace@example.com');
    await admin.press('Send a code');
    await admin.reads('is known, a code is on its way.');
    await admin.textOf('#outbox .code');
  });

  it('adds a passkey with the code that the user told', async () => {
    await admin.type('Code', await admin.textOf('#outbox .code'));
    await admin.press('Add with the code');
    await admin.reads('1 of 10');
    await admin.reads('1 passkey');
  });

  it('meets no violation of the strict policy on the way', () => {
    admin.evidence.assertClean();
  });
});
