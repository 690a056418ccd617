import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('an administrator in the four steps of the console', () => {
  let admin: Visitor;
  before(async () => {
    admin = await stage.enter();
    await admin.open(`${stage.site.url}/console.html`);
    await admin.reads('Allowed authentication methods');
  });
  after(() => admin.leave());

  it('switches the portal to Smart, and its sign-in page follows', async () => {
    await admin.choose('passkey', 'usernameless_webauthn', 'Passkeys in Portal');
    await admin.press('Save Portal');
    await admin.reads('Saved.');
    await admin.open(`${stage.site.url}/login.html?workspace=portal`);
    await admin.reads('This workspace uses Smart passkeys');
  });

  it('switches passkeys off in the shop: the pages say so, and its sign-in page keeps the password', async () => {
    await admin.open(`${stage.site.url}/console.html`);
    await admin.choose('passkey', '', 'Passkeys in Shop');
    await admin.press('Save Shop');
    await admin.reads('Saved.');
    await admin.open(`${stage.site.url}/index.html`);
    await admin.reads('No passkeys. They are switched off');
    await admin.open(`${stage.site.url}/login.html?workspace=shop`);
    await admin.reads('This workspace has switched passkeys off');
    await admin.type('Email', 'ada@example.com');
    await admin.press('Sign in with a passkey');
    await admin.reads('Passkeys aren’t available here.');
    await admin.reads('Sign in with a password');
    await admin.open(`${stage.site.url}/console.html`);
  });

  it('cannot prefer what is no first factor, and nothing changes', async () => {
    await admin.choose('first', 'webauthn', 'First factor');
    await admin.press('Save factors');
    await admin.reads('Preferred must be one of the first factors.');
    await admin.reads('Nothing was changed.');
    await admin.choose('preferred', 'password', 'Preferred');
    await admin.press('Save factors');
    await admin.reads('Saved.');
  });

  it('is told at the field that a Relying Party ID has no scheme', async () => {
    await admin.type('Relying Party ID', 'https://example.com');
    await admin.press('Save passkey settings');
    const problem = /^Relying Party ID must be a bare domain in lower case/;
    assert.match(await admin.textOf('#rp-id[aria-invalid=true]:focus + .problem'), problem);
    await admin.type('Relying Party ID', '');
  });

  it('is told which origin does not belong to the Relying Party ID, and may correct what was typed', async () => {
    await admin.type('Relying Party Origins, one a line', 'https://evil.example');
    await admin.press('Save passkey settings');
    assert.match(
      await admin.textOf('#rp-origins[aria-invalid=true]:focus + .problem'),
      /\(line 1\) must be an origin such as/,
    );
    assert.equal(await admin.valueOf('#rp-origins'), 'https://evil.example');
    await admin.type('Relying Party Origins, one a line', '');
    await admin.press('Save passkey settings');
    await admin.reads('Saved.');
  });

  it('cannot allow more than 100 passkeys, nor more than the pool has credentials', async () => {
    await admin.type('WebAuthn Credentials Capacity', '101', 'spinbutton');
    await admin.press('Save limits');
    await admin.reads('WebAuthn Credentials Capacity must be a whole number from 1 to 100.');
    await admin.type('WebAuthn Credentials Capacity', '7', 'spinbutton');
    await admin.type('Max Credentials', '6', 'spinbutton');
    await admin.press('Save limits');
    await admin.reads('WebAuthn Credentials Capacity must be a whole number from 1 to 6.');
    await admin.type('Max Credentials', '7', 'spinbutton');
    await admin.press('Save limits');
    await admin.reads('Saved.');
  });

  it('goes back to the start, and every form shows it', async () => {
    await admin.press('Back to the start: users, passkeys, settings, clock');
    await admin.reads('Everything is as at the start.');
    assert.equal(await admin.valueOf('#capacity'), '10');
    assert.equal(await admin.valueOf('input[name=preferred]:checked'), 'webauthn');
  });

  it('meets no violation of the strict policy on the way', () => {
    admin.evidence.assertClean();
  });
});
