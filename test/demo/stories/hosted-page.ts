import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('Grace on the hosted page of a workspace', () => {
  let grace: Visitor;
  before(async () => {
    grace = await stage.enter();
    await grace.takeDevice();
  });
  after(() => grace.leave());

  it('is sent there and back, and is signed in', async () => {
    await grace.open(`${stage.site.url}/login.html?workspace=portal`);
    await grace.follow('Sign in on the portal’s hosted page');
    await grace.reads('Sign in to Portal');
    await grace.type('Email', 'grace@example.com');
    await grace.type('Password', 'nanosecond wire');
    await grace.press('Sign in with a password');
    await grace.isAt('/account.html');
    await grace.reads('Signed in as grace@example.com with a password');
  });

  it('leaves no token behind and meets no violation of the strict policy', async () => {
    await grace.open(`${stage.site.url}/index.html`);
    await grace.reads('grace@example.com is signed in to the portal.');
    await grace.reads('Classic passkeys.');
    grace.evidence.assertClean();
  });
});
