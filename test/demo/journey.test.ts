import { after, before, describe, it } from 'node:test';
import { DemoSite } from './demo-site.ts';
import { Visitor } from './visitor.ts';

describe('a person with a laptop', () => {
  let site: DemoSite;
  let ada: Visitor;

  before(async () => {
    site = await DemoSite.start();
    ada = await Visitor.arrive();
    await ada.takeDevice();
  });
  after(async () => {
    await ada.leave();
    await site.stop();
  });

  it('signs in to the shop by password and makes a passkey where it is offered', async () => {
    await ada.open(`${site.url}/login.html?workspace=shop`);
    await ada.press('Ada ada@example.com · analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Create a passkey');
    await ada.isAt('/account.html');
    await ada.reads('ada@example.com');
    await ada.reads('1 of 10');
  });
});
