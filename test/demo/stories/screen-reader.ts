import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { signOut } from '../at-the-shop.ts';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';
import { spoken } from './spoken.ts';

const folder = 'test/demo/stories/screen-reader';

/**
 * Compares the page with the snapshot of a step. `SNAPSHOTS=write npm test -- demo/visits` writes them; read what
 * changed as a person who only hears it.
 */
async function hears(visitor: Visitor, step: string): Promise<void> {
  const file = `${folder}/${step}.txt`;
  const heard = await spoken(visitor, step.includes('account') ? 'passkey-manager' : 'passkey-signin');
  if (process.env['SNAPSHOTS'] === 'write') writeFileSync(file, heard);
  assert.ok(existsSync(file), `${file} is missing: SNAPSHOTS=write makes it.`);
  assert.equal(heard, readFileSync(file, 'utf8'), step);
}

describe('a person who listens to a screen reader', () => {
  let ada: Visitor;
  before(async () => {
    ada = await stage.enter();
    await ada.takeDevice();
  });
  after(() => ada.leave());

  it('hears what is wrong with a password, and signs in with the right one', async () => {
    await ada.open(`${stage.site.url}/login.html?workspace=shop`);
    await ada.reads('This workspace uses Smart passkeys');
    await hears(ada, '1-password-1-page');
    await ada.type('Email', 'ada@example.com');
    await ada.type('Password', 'difference engine');
    await ada.press('Sign in with a password');
    await ada.reads('isn’t right');
    await hears(ada, '1-password-2-refused');
    await ada.type('Password', 'analytical engine');
    await ada.press('Sign in with a password');
  });

  it('hears the offer of a passkey, and where she is when it is made', async () => {
    await ada.reads('Create a passkey');
    await hears(ada, '2-offer-1-offered');
    await ada.press('Create a passkey');
    await ada.isAt('/account.html');
    await ada.reads('1 of 10');
    await hears(ada, '2-offer-2-account');
  });

  it('hears the list, its editor and the outcome when she renames and removes', async () => {
    await ada.pressPart('rename');
    await hears(ada, '3-account-1-editor');
    await ada.type('Name', 'Work laptop');
    await ada.press('Save');
    await ada.reads('Now called');
    await hears(ada, '3-account-2-renamed');
    await ada.takeDevice();
    await ada.press('Add a passkey');
    await ada.reads('2 of 10');
    await ada.pressPart('remove');
    await hears(ada, '3-account-3-dialog');
    await ada.pressPart('dialog-confirm');
    await ada.reads('was removed');
    await hears(ada, '3-account-4-removed');
  });

  it('hears the passkey button and a field in Classic mode, and a name that is missing', async () => {
    await signOut(ada);
    await ada.open(`${stage.site.url}/login.html?workspace=portal`);
    await ada.reads('This workspace uses Classic passkeys');
    await hears(ada, '4-classic-1-page');
    await ada.press('Sign in with a passkey');
    await ada.reads('Fill in “Email” first.');
    await hears(ada, '4-classic-2-missing');
  });
});
