import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('Grace at the portal, which uses Classic passkeys', () => {
  let grace: Visitor;
  before(async () => {
    grace = await stage.enter();
    await grace.takeDevice('u2f');
  });
  after(() => grace.leave());

  it('signs in by password and adds an old security key', async () => {
    await grace.open(`${stage.site.url}/login.html?workspace=portal`);
    await grace.press('Grace grace@example.com · nanosecond wire');
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
    await grace.open(`${stage.site.url}/index.html`);
    await grace.reads('grace@example.com is signed in to the portal.');
    grace.evidence.assertClean();
  });
});
