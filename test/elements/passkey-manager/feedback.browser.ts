import { expect } from 'chai';
import { createSystemClient } from '../../../src/helpdesk/system-client.ts';
import { plan, resetWorld, tokenOf } from '../../support/mock-control.ts';
import { PasskeyManagerPage, type Settings } from '../../support/passkey-manager-page.ts';
import { backendToken } from '../../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { ManagerScene } from './manager-scene.ts';
import { clientWith, credential, profileOf } from './states.ts';

describe('<passkey-manager> tells people who see and people who listen', () => {
  const scene = new ManagerScene();
  let page: PasskeyManagerPage;

  afterEach(() => page.close());

  /** Text of the live region, if it is as large as text. */
  const visibleNote = (): string | undefined => {
    const note = page.part('status');
    expect(note.getAttribute('role')).to.equal('status');
    return note.getBoundingClientRect().height > 16 ? note.textContent : undefined;
  };
  const plain = (text: string | undefined) => text?.replace(/[\u2068\u2069]/g, '');

  it('that a passkey was added, renamed and removed', async () => {
    await scene.enroll('One', 'Two');
    await scene.takeAnother('usb');
    page = await scene.open();
    expect(visibleNote()).to.equal(undefined);
    page.press('add');
    await page.next('passkey-added');
    await page.shows(() => plain(visibleNote()) === '“Security key” was added.');
    await page.element.refresh();
    expect(plain(visibleNote())).to.equal('“Security key” was added.');
    await page.rename(0, 'First');
    await page.shows(() => plain(visibleNote()) === 'Now called “First”.');
    page.press('remove', 1);
    await page.shows(() => page.focus.part === 'dialog-cancel');
    expect(visibleNote()).to.equal(undefined);
    page.press('dialog-confirm');
    await page.shows(() => plain(visibleNote()) === '“Two” was removed.');
  });

  it('of a success in a long list, wherever they have scrolled to', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => String(index));
    const client = clientWith(profileOf(ids.map((id) => credential(id))));
    page = await PasskeyManagerPage.loaded({ client }, scene.place);
    await page.rename(59, 'Last one');
    await page.shows(() => visibleNote() !== undefined);
    const { top, bottom } = page.part('status').getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
    const row = page.part('list').lastElementChild!.getBoundingClientRect();
    expect(row.top, 'the note covers the row').to.be.greaterThan(bottom);
  });

  it('how long to wait, if the server says so', async () => {
    const refuse = (seconds: number) => () =>
      Response.json(
        { error_code: 'rate_limited' },
        { status: 429, headers: { 'Retry-After': String(seconds) } },
      );
    for (const [seconds, text] of [
      [900, 'Try again in 15 minutes.'],
      [7200, 'Try again in 2 hours.'],
      [30, 'Wait a moment, then try again.'],
    ] as const) {
      const client = clientWith(profileOf([credential('1')], {}, refuse(seconds)));
      page = await PasskeyManagerPage.loaded({ client }, scene.place);
      await page.rename(0, 'Other');
      await page.shows(() => page.has('trouble'));
      expect(page.part('trouble').textContent).to.include(text);
      page.close();
    }
  });

  it('that a security key has a passkey already, and does not call it this device', async () => {
    await scene.takeAnother('usb');
    await scene.client.passkeys.enroll({ name: 'Key' });
    page = await scene.open();
    page.press('add');
    await page.next('passkey-manager-failed');
    await page.shows(() => page.has('trouble'));
    expect(page.part('trouble').textContent).to.include('security key').and.not.include('This device');
    expect(page.status).to.equal(page.part('trouble').textContent);
  });

  it('the name of a new security key, in the language of the page', async () => {
    await scene.takeAnother('usb');
    scene.place.lang = 'de';
    page = await scene.open();
    await page.shows(() => page.has('add'));
    page.press('add');
    const { detail } = await page.next('passkey-added');
    expect(detail.name).to.equal('Sicherheitsschlüssel');
    await page.shows(() => plain(visibleNote()) === '„Sicherheitsschlüssel“ wurde hinzugefügt.');
  });

  it('dates in the form of their region', async () => {
    const created_at = '2025-05-03T12:00:00Z';
    const client = clientWith(profileOf([credential('1', { created_at })]));
    scene.place.lang = 'en-GB';
    page = await PasskeyManagerPage.loaded({ client }, scene.place);
    expect(plain(page.part('facts').textContent)).to.include('Created 3 May 2025');
    scene.place.lang = 'en';
    await page.shows(() => plain(page.part('facts').textContent)!.includes('Created May 3, 2025'));
  });

  it('which account is to be confirmed', async () => {
    const token = await tokenOf('ada@example.com', { age: 600 });
    const settings: Settings = {
      issuer: `${location.origin}/acme/shop`,
      accessToken: () => token,
      reauthenticate: () => Promise.resolve(),
    };
    page = await PasskeyManagerPage.loaded(settings, scene.place);
    page.press('add');
    await page.shows(() => page.has('dialog'));
    expect(plain(page.part('dialog-text').textContent)).to.include('Account: ada@example.com');
  });
});

describe('a code at a helpdesk', () => {
  let page: PasskeyManagerPage;
  let key: VirtualAuthenticator;

  beforeEach(async () => {
    await resetWorld();
    key = await addVirtualAuthenticator('usb');
    const token = await backendToken();
    const issuer = `${location.origin}/acme/portal`;
    const system = createSystemClient({ issuer, poolId: 'customers', accessToken: () => token });
    const { user } = await system.userByKey({ identifier: 'grace@example.com' });
    page = await PasskeyManagerPage.loaded({ system, userId: user.id, mode: 'classic', capacity: 10 });
    page.part('remote').setAttribute('open', '');
  });
  afterEach(async () => {
    page.close();
    await key.remove();
  });

  const field = (name: string) => page.root.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  const description = (name: string) =>
    page.root.getElementById(field(name).getAttribute('aria-describedby') ?? '');

  const sendCode = async (): Promise<void> => {
    page.submit('address', 'grace@example.com');
    await page.shows(() => page.parts('remote-form').length === 2);
  };

  it('is typed on a number pad, into the field that has the focus next', async () => {
    field('address').focus();
    await sendCode();
    await page.shows(() => page.root.activeElement === field('code'));
    expect(field('code').inputMode).to.equal('numeric');
    expect(field('code').autocomplete).to.equal('one-time-code');
  });

  it('that is wrong is reported at its field, which has the focus', async () => {
    await sendCode();
    field('code').focus();
    page.submit('code', '000000');
    await page.next('passkey-manager-failed');
    await page.shows(() => field('code').getAttribute('aria-invalid') === 'true');
    const message = description('code');
    expect(message?.textContent).to.equal('This code isn’t right or is too old.');
    expect(page.parts('trouble')).to.deep.equal([message]);
    const distance = message!.getBoundingClientRect().top - field('code').getBoundingClientRect().bottom;
    expect(distance).to.be.within(0, 60);
    expect(page.root.activeElement).to.equal(field('code'));
    expect(field('address').hasAttribute('aria-invalid')).to.equal(false);
  });

  it('that cannot be sent is reported at the address, which is not called wrong', async () => {
    await plan({ method: 'POST', path: '**/add/request', effect: 'fail', status: 500, times: 10 });
    page.submit('address', 'grace@example.com');
    await page.next('passkey-manager-failed');
    await page.shows(() => page.has('trouble'));
    expect(page.parts('trouble')).to.deep.equal([description('address')]);
    expect(field('address').hasAttribute('aria-invalid')).to.equal(false);
  });
});
