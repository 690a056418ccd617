import { expect } from 'chai';
import { BrowserStorage } from '../../../src/client/storage.ts';
import { PasskeyError } from '../../../src/errors.ts';
import { ada, enrolAda, TestClient } from '../../support/client.ts';
import { tokenOf } from '../../support/mock-control.ts';
import { takePageErrors } from '../../support/page.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { Prompts } from '../../support/prompts.ts';
import { setMechanisms, setPool } from '../../support/settings.ts';
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { SigninScene } from './signin-scene.ts';

describe('<passkey-signin>, from step to step', () => {
  const scene = new SigninScene();

  afterEach(() => takePageErrors());

  for (const [workspace, mechanism] of [
    ['shop', 'usernameless_webauthn'],
    ['portal', 'webauthn'],
  ] as const) {
    it(`continues with a passkey when the password needs a second factor in ${workspace}`, async () => {
      await enrolAda(workspace);
      await setPool({ second_factor_authentication_mechanisms: [mechanism] });
      const page = await SigninPage.open({ workspace });
      await page.signInWithPassword();
      await page.reaches('second-factor');
      expect(page.element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('title');
      await page.press();
      await page.reaches('done');
      expect(page.eventsOf('passkey-signed-in')[0]).to.include({ method: 'passkey' });
      expect(page.tokens).to.have.length(1);
    });
  }

  it('starts over from a second factor', async () => {
    await enrolAda('shop');
    await setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
    const page = await SigninPage.open();
    await page.signInWithPassword();
    await page.reaches('second-factor');
    await page.press('start-over');
    await page.reaches('smart');
  });

  it('says calmly that passkeys are switched off, tells the developer, and leaves the other ways', async () => {
    await setMechanisms('shop', ['password']);
    const page = new SigninPage({ content: '<button slot="other-ways">Password</button>' });
    await page.reaches('classic');
    page.type(ada.identifier);
    await page.press();
    await page.reaches('unavailable');
    expect(page.status).to.equal('Passkeys aren’t available here. Please sign in another way.');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'mechanism_disabled' });
    expect(page.eventsOf('passkey-mode-detected')).to.deep.equal([
      { mode: 'classic' },
      { mode: 'unavailable' },
    ]);
    expect(page.has('button')).to.equal(false);
    expect(page.element.querySelector('button')?.checkVisibility()).to.equal(true);
  });

  it('turns into the form of the other mode when the workspace was switched after the page was loaded', async () => {
    await enrolAda('shop');
    const page = await SigninPage.open();
    await setMechanisms('shop', ['password', 'webauthn']);
    await page.press();
    expect(page.status).not.to.equal('');
    if (!page.is('classic')) await page.press();
    await page.reaches('classic');
    expect(page.field.checkVisibility()).to.equal(true);
  });

  it('says so when the second factor is none that it can ask for', async () => {
    const factor = { mechanisms: ['totp'], login_id: 'id', login_state: 'state' };
    const client = new TestClient('shop', {
      fetch: (input, init) =>
        (input as Request).url.endsWith('/password')
          ? Promise.resolve(Response.json({ second_factor: factor }))
          : fetch(input, init),
    });
    const page = await SigninPage.open({ properties: { client: client.passkeys } });
    await page.signInWithPassword();
    await page.reaches('unavailable');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'mechanism_disabled' });
    expect(page.eventsOf('passkey-mode-detected')).to.deep.equal([{ mode: 'smart' }]);
  });

  it('does not offer again after "Not now"', async () => {
    const page = await SigninPage.open();
    await page.signInWithPassword();
    await page.reaches('offer');
    await page.press('not-now');
    expect(page.eventsOf('passkey-signed-in')[0]).to.include({ method: 'password' });
    page.close();

    const again = await SigninPage.open();
    await again.signInWithPassword();
    await again.reaches('done');
    expect(again.eventsOf('passkey-offer')).to.deep.equal([]);
  });

  for (const [days, next] of Object.entries({ 29: 'done', 31: 'offer', '-1': 'offer' } as const)) {
    it(`shows ${next} when "Not now" is ${days} days old, -1 by a clock that was ahead`, async () => {
      new BrowserStorage({ now: () => Date.now() - Number(days) * 86_400_000 }).rememberNotNow();
      const page = await SigninPage.open();
      await page.signInWithPassword();
      await page.reaches(next);
      expect(page.eventsOf('passkey-offer')).to.have.length(next === 'offer' ? 1 : 0);
    });
  }

  it('leaves the offer to a page that takes it over', async () => {
    const page = await SigninPage.open();
    page.element.addEventListener('passkey-offer', (event) => event.preventDefault());
    await page.signInWithPassword();
    await page.reaches('done');
    expect(page.eventsOf('passkey-offer')).to.deep.equal([{ reason: 'password' }]);
  });

  it('tells that somebody is signed in also where it cannot find out whether to offer a passkey', async () => {
    const { passkeys } = new TestClient('shop');
    const gone = () => Promise.reject(new PasskeyError('server_error', 'A part could not be loaded.'));
    const page = await SigninPage.open({ properties: { client: { ...passkeys, upgrade: gone } } });
    await page.signInWithPassword();
    await page.reaches('done');
    expect(page.eventsOf('passkey-signed-in')[0]).to.include({ method: 'password' });
    expect(page.eventsOf('passkey-signin-failed')).to.deep.equal([]);
  });

  it('offers a passkey for this device to a person whose passkey is on a phone', async () => {
    await scene.authenticator.remove();
    const phone = await addVirtualAuthenticator('hybrid');
    await enrolAda('shop');
    scene.authenticator = await addVirtualAuthenticator('internal');
    const page = await SigninPage.open();
    await page.press();
    await page.reaches('offer');
    expect(page.eventsOf('passkey-offer')).to.deep.equal([{ reason: 'cross-device' }]);
    await phone.remove();
  });

  it('shows a known person in Classic mode, who can still be another one', async () => {
    await enrolAda('portal');
    const page = await SigninPage.open({ workspace: 'portal', attributes: { username: ada.identifier } });
    expect(page.part('account-name')?.textContent).to.equal(ada.identifier);
    expect(page.field.checkVisibility()).to.equal(false);
    await page.press('other-account');
    await page.until(() => document.activeElement === page.field);
    expect(page.has('account')).to.equal(false);
    expect(page.field.checkVisibility()).to.equal(true);
  });

  it('remembers who signed in only where the page asks for it', async () => {
    await enrolAda('portal');
    const attributes = { 'remember-username': '' };
    for (const page of [
      await SigninPage.open({ workspace: 'portal' }),
      await SigninPage.open({ workspace: 'portal', attributes }),
    ]) {
      expect(page.has('account')).to.equal(false);
      page.type(ada.identifier);
      await page.press();
      await page.reaches('done');
      page.close();
    }
    const known = await SigninPage.open({ workspace: 'portal', attributes });
    expect(known.part('account-name')?.textContent).to.equal(ada.identifier);
    await known.press();
    await known.reaches('done');
  });

  it('remembers nobody of an earlier attempt when somebody signs in by autofill', async () => {
    await enrolAda('shop');
    await setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
    const page = await SigninPage.open({ attributes: { 'remember-username': '' } });
    await page.signInWithPassword();
    await page.reaches('second-factor');
    const prompts = new Prompts({ hold: true });
    page.element.withoutAutofill = false;
    page.part('start-over')!.click();
    const prompt = await prompts.next();
    prompts.remove();
    prompt.pass();
    await page.reaches('done');
    page.close();
    const next = await SigninPage.open({ workspace: 'portal', attributes: { 'remember-username': '' } });
    expect(next.has('account')).to.equal(false);
  });

  it('asks the function that the page gave last to authenticate an old sign-in again', async () => {
    let token = await tokenOf(ada.identifier, { age: 600 });
    const page = await SigninPage.open({ properties: { accessToken: () => token } });
    await page.signInWithPassword();
    await page.reaches('offer');
    await page.press();
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'reauthentication_required' });
    page.element.reauthenticate = async () => void (token = await tokenOf(ada.identifier));
    await page.press();
    await page.reaches('done');
  });

  it('submits a marked password form in its slot, with the name of its own field', async () => {
    const page = await SigninPage.open({ attributes: { mode: 'classic' }, content: passwordForm });
    page.element.querySelector('form')!.requestSubmit();
    await page.until(() => page.field.getAttribute('aria-invalid') === 'true');
    page.type(ada.identifier);
    page.element.querySelector<HTMLInputElement>('[type=password]')!.value = ada.password;
    page.element.querySelector('form')!.requestSubmit();
    await page.reaches('offer');
    expect(page.tokens).to.have.length(1);
  });

  it('says that the password is wrong in words, not in codes', async () => {
    const page = await SigninPage.open();
    await page.signInWithPassword('wrong');
    expect(page.status).to.equal('The username or password isn’t right.');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'wrong_credentials' });
  });

  it('repeats nothing of what a function of the page said: it may hold tokens', async () => {
    await enrolAda('shop');
    const client = new TestClient('shop');
    const onTokens = ({ access_token }: { access_token: string }) => {
      throw new RangeError(`no room for ${access_token}`);
    };
    const page = await SigninPage.open({ properties: { client: client.passkeys, onTokens } });
    await page.press();
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({
      code: 'configuration',
      message: 'The function onTokens of this page threw RangeError.',
    });
  });

  it('tells the developer that nobody takes the tokens', async () => {
    await enrolAda('shop');
    const page = await SigninPage.open({ properties: { onTokens: undefined } });
    await page.press();
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'configuration' });
  });
});

const passwordForm = `
  <form slot="other-ways" data-passkey-password>
    <input type="password" autocomplete="current-password" aria-label="Password" />
    <button>Sign in</button>
  </form>`;
