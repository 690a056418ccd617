import { after, before, describe, it } from 'node:test';
import { makePasskey } from '../at-the-shop.ts';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('Ada, whose pool asks for a passkey after the password', () => {
  let ada: Visitor;

  before(async () => {
    ada = await stage.enter();
    await ada.takeDevice();
  });
  after(() => ada.leave());

  it('has a passkey', async () => {
    await makePasskey(ada);
    await ada.reads('1 of 10');
  });

  it('is asked for it, and is in when she has given it', async () => {
    await ada.open(`${stage.site.url}/console.html`);
    await ada.reads('Second factor');
    await ada.choose('first', 'webauthn', 'First factor');
    await ada.choose('second', 'webauthn', 'Second factor');
    await ada.choose('preferred', 'password', 'Preferred');
    await ada.press('Save factors');
    await ada.reads('Saved.');
    await ada.open(`${stage.site.url}/login.html?workspace=shop`);
    await ada.reads('This workspace asks for a passkey after the password.');
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Continue with a passkey');
    await ada.isAt('/account.html');
    await ada.reads('with a password and a passkey');
  });
});
