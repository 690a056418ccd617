import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('an administrator in the console', () => {
  let admin: Visitor;

  before(async () => {
    admin = await stage.enter();
    await admin.takeDevice({ transport: 'usb' });
    await admin.open(`${stage.site.url}/console.html`);
    await admin.reads('Allowed authentication methods');
  });
  after(() => admin.leave());

  it('is told which origin does not belong to the Relying Party ID, and nothing changes', async () => {
    await admin.type('Relying Party Origins, one a line', 'https://evil.example');
    await admin.press('Save passkey settings');
    await admin.reads('webauthn_settings.rp_origins');
  });

  it('cannot allow more passkeys than the rule does', async () => {
    await admin.type('WebAuthn Credentials Capacity', '101', 'spinbutton');
    await admin.press('Save limits');
    await admin.reads('limits.webauthn_credentials must be a whole number from 1 to 100.');
  });

  it('enrols a passkey for a user at the counter', async () => {
    await admin.press('Passkeys of Ada');
    await admin.pressPart('add');
    await admin.reads('1 of 10');
    await admin.reads('1 passkey');
  });

  it('moves the clock, and goes back to the start', async () => {
    await admin.press('+ 5 minutes');
    await admin.reads('The clock is ahead.');
    await admin.press('Back to the start: users, passkeys, settings, clock');
    await admin.reads('Everything is as at the start.');
  });

  it('switches the portal to Smart, and its sign-in page follows', async () => {
    await admin.choose('passkey', 'usernameless_webauthn', 'Passkeys in Portal');
    await admin.press('Save Portal');
    await admin.reads('Saved.');
    await admin.open(`${stage.site.url}/login.html?workspace=portal`);
    await admin.reads('This workspace uses Smart passkeys');
  });

  it('sees the calls in the inspector, with the parts decoded', async () => {
    await admin.open(`${stage.site.url}/inspector.html`);
    await admin.reads('Smart sign-in, begin');
    await admin.unfold('Smart sign-in, begin');
    await admin.reads('Smart: the passkey says who signs in');
  });

  it('meets no violation of the strict policy on the way', () => {
    admin.evidence.assertClean();
  });
});
