import { expect } from 'chai';
import { createPasskeys } from '../../../src/client/create-passkeys.ts';
import { plan, resetWorld, tokenOf } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

const issuer = `${location.origin}/acme/shop`;

describe('<passkey-manager>, when another person signs in or nobody is signed in any more,', () => {
  let authenticator: VirtualAuthenticator;
  let page: PasskeyManagerPage;
  let ada: string;
  let grace: string;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    [ada, grace] = await Promise.all([tokenOf('ada@example.com'), tokenOf('grace@example.com')]);
    const passkeys = createPasskeys({ issuer, remember: false, accessToken: () => ada });
    await passkeys.enroll({ name: 'Ada’s laptop' });
    // The name is saved behind the registration, and a list waits for it.
    await passkeys.list();
  });

  afterEach(async () => {
    page.close();
    await authenticator.remove();
  });

  const openAs = async (accessToken: () => string | Promise<string>): Promise<void> => {
    page = await PasskeyManagerPage.loaded({ issuer, accessToken });
    expect(page.names).to.deep.equal(['Ada’s laptop']);
  };

  it('shows the list of the person whose token a replaced function gives', async () => {
    await openAs(() => ada);
    page.element.accessToken = () => grace;
    await page.shows(() => page.states.includes('empty'));
    expect(page.text).to.not.include('Ada’s laptop');
  });

  it('closes what the former person had begun', async () => {
    await openAs(() => ada);
    page.press('rename');
    await page.shows(() => page.has('editor'));
    page.element.accessToken = () => Promise.resolve(grace);
    await page.shows(() => page.states.includes('empty'));
    expect(page.has('editor')).to.equal(false);
  });

  it('finds the other person among the functions that a framework gives at each render', async () => {
    await openAs(() => ada);
    for (let render = 0; render < 5; render += 1) {
      page.element.accessToken = () => ada;
      await page.element.updateComplete;
    }
    page.element.accessToken = () => grace;
    await page.shows(() => page.states.includes('empty'));
  });

  it('keeps the list and what the person had begun when their token was only renewed', async () => {
    await openAs(() => ada);
    page.press('rename');
    await page.shows(() => page.has('editor'));
    const renewed = await tokenOf('ada@example.com');
    let asked = 0;
    page.element.accessToken = () => {
      asked += 1;
      return renewed;
    };
    await page.shows(() => asked > 0);
    await page.element.updateComplete;
    expect(page.has('editor')).to.equal(true);
    expect(page.eventsOf('passkey-list-changed')).to.have.length(1);
  });

  for (const [what, accessToken] of [
    ['gives nothing', () => ''],
    ['fails', () => Promise.reject(new Error('No network.'))],
  ] as const) {
    it(`takes the rows away when the replaced function ${what}`, async () => {
      await openAs(() => ada);
      page.element.accessToken = accessToken;
      await page.shows(() => page.states.includes('failed'));
      expect(page.text).to.not.include('Ada’s laptop');
      expect(page.has('retry')).to.equal(true);
    });
  }

  it('takes the rows away when the same function gives the token of another person, and their list does not come', async () => {
    let token = ada;
    await openAs(() => token);
    token = grace;
    await plan({ method: 'GET', path: '**/self/me', effect: 'fail', status: 500, times: 10 });
    await page.element.refresh();
    await page.shows(() => page.states.includes('failed'));
    expect(page.names).to.deep.equal([]);
  });

  it('takes the rows away when the session has ended, says so, and loads the list after the next sign-in', async () => {
    let token = ada;
    page = PasskeyManagerPage.open({ issuer, accessToken: () => token });
    const link = document.createElement('a');
    link.slot = 'signed-out';
    link.textContent = 'Sign in again';
    page.element.append(link);
    await page.shows(() => page.states.includes('list'));
    expect(link.checkVisibility()).to.equal(false);
    token = 'no token of this server';
    window.dispatchEvent(new Event('focus'));
    await page.shows(() => page.states.includes('failed'));
    expect(page.names).to.deep.equal([]);
    expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: 'list', code: 'unauthorized' });
    expect(link.checkVisibility()).to.equal(true);
    token = ada;
    page.press('retry');
    await page.shows(() => page.names[0] === 'Ada’s laptop');
  });

  it('takes the rows away when a change is refused because the session has ended', async () => {
    let token = ada;
    await openAs(() => token);
    token = '';
    await page.rename(0, 'Renamed');
    await page.shows(() => page.states.includes('failed'));
    expect(page.text).to.include('Please sign in again.');
    expect(page.has('trouble')).to.equal(false);
    expect(page.focus.part).to.equal('retry');
  });
});
