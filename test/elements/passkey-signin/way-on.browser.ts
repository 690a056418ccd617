import { expect } from 'chai';
import { enrolAda, TestClient } from '../../support/client.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { Prompts, replaceMember } from '../../support/prompts.ts';
import { advanceServer } from '../../support/mock-control.ts';
import { setMechanisms } from '../../support/settings.ts';
import { beginTransaction, showQuery } from '../../support/transaction.ts';
import { SigninScene } from './signin-scene.ts';

describe('<passkey-signin> always has a way on', () => {
  const scene = new SigninScene();
  let prompts: Prompts;

  beforeEach(() => {
    prompts = new Prompts();
  });

  afterEach(() => prompts.remove());

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: scene.place, ...options });

  const enroll = async (workspace: 'shop' | 'portal'): Promise<void> => {
    await enrolAda(workspace);
    await prompts.next();
  };

  const lastFailure = (page: SigninPage) => page.eventsOf('passkey-signin-failed').at(-1);

  describe('for people whose passkey is not there', () => {
    const cancelSlowly = async (page: SigninPage): Promise<void> => {
      prompts.set({ hold: true });
      page.button!.click();
      const prompt = await prompts.next();
      await new Promise((resolve) => setTimeout(resolve, 260));
      prompt.cancel();
      await page.until(() => !page.is('waiting'));
    };

    it('names another way to a first-time visitor, and in other words at the second try', async () => {
      const page = await open();
      await cancelSlowly(page);
      const first = page.status;
      expect(first).to.match(/Nothing happened.*another way/);
      await cancelSlowly(page);
      expect(page.status).to.match(/another way/);
      expect(page.status).not.to.equal(first);
    });

    it('names the browser where every prompt is refused at once, as in a web view without rights', async () => {
      const refuse = (): Promise<never> =>
        Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'));
      const undo = replaceMember(navigator.credentials, 'get', refuse);
      const page = await open();
      await page.press();
      await page.press();
      undo();
      expect(page.status).to.match(/usual browser/);
    });

    it('leads on a person whose passkey a switch of the mode retired, also in the offer', async () => {
      await enroll('portal');
      localStorage.setItem('connect-passkeys', JSON.stringify({ usedCredentialIds: ['AAAA'] }));
      await setMechanisms('portal', ['password', 'usernameless_webauthn']);
      const page = await open({ workspace: 'portal' });
      await cancelSlowly(page);
      expect(page.status).to.match(/another way and set it up again/);
      await page.signInWithPassword();
      await page.reaches('offer');
      expect(page.part('text')?.textContent).to.match(/has changed/);
    });
  });

  it('waits for the passkey in words until it is given, then for the server', async () => {
    await enroll('shop');
    const requests = new HeldRequests();
    const { passkeys } = new TestClient('shop', { fetch: requests.fetch });
    const page = await open({ properties: { client: passkeys } });
    prompts.set({ hold: true });
    page.button!.click();
    const prompt = await prompts.next();
    await page.reaches('waiting');
    expect(page.label).to.equal('Waiting for your passkey…');
    const answer = requests.hold('POST');
    prompt.pass();
    await page.until(() => page.label === 'Signing you in…');
    expect(page.has('cancel')).to.equal(false);
    answer();
    await page.reaches('done');
  });

  it('speaks of creating while a passkey is created', async () => {
    const page = await open();
    await page.signInWithPassword();
    await page.reaches('offer');
    prompts.set({ hold: true });
    page.button!.click();
    const prompt = await prompts.next();
    await page.reaches('waiting');
    expect(page.label).to.equal('Creating your passkey…');
    prompt.pass();
    await page.reaches('done');
  });

  it('can stop waiting for a prompt that never answers, and asks again', async () => {
    await enroll('shop');
    const page = await open();
    prompts.set({ hold: true, deaf: true });
    page.button!.click();
    await prompts.next();
    await page.reaches('waiting');
    const { top } = page.button!.getBoundingClientRect();
    page.part('cancel')!.focus();
    page.part('cancel')!.click();
    await page.reaches('cancelled');
    expect(page.button!.getBoundingClientRect().top).to.equal(top);
    expect(page.element.shadowRoot?.activeElement).to.equal(page.button);
    expect(lastFailure(page)).to.include({ code: 'cancelled' });
    prompts.set({});
    page.button!.click();
    await page.reaches('done');
  });

  describe('from the pick in autofill on', () => {
    const pick = async (options = {}): Promise<SigninPage> => {
      await enroll('shop');
      prompts.set({ hold: true });
      const page = new SigninPage({ parent: scene.place, ...options });
      page.element.withoutAutofill = false;
      (await prompts.next()).pass();
      return page;
    };

    it('shows that it signs in, and the refusal of the server', async () => {
      const refuse: typeof fetch = (input, init) =>
        (input as Request).url.endsWith('/complete')
          ? Promise.resolve(Response.json({ error: 'Down' }, { status: 503 }))
          : fetch(input, init);
      const page = await pick({ properties: { client: new TestClient('shop', { fetch: refuse }).passkeys } });
      await page.reaches('failed');
      expect(page.status).to.match(/server has a problem/);
      expect(lastFailure(page)).to.include({ code: 'server_error' });
    });

    it('reports a missing onTokens', async () => {
      const page = await pick({ properties: { onTokens: undefined } });
      await page.reaches('failed');
      expect(lastFailure(page)).to.include({ code: 'configuration' });
    });
  });

  describe('after an OAuth transaction is over', () => {
    const { href } = location;

    afterEach(() => history.replaceState(null, '', href));

    const expire = async (attributes = {}): Promise<SigninPage> => {
      await enroll('shop');
      const { loginId, loginState } = await beginTransaction();
      showQuery({ login_id: loginId, login_state: loginState });
      const page = await open({ attributes: { transaction: 'from-url', ...attributes } });
      await advanceServer(1860);
      return page;
    };

    it('says so in its own words at any attempt, and leads back to the application', async () => {
      const page = await expire({ 'app-url': '/app' });
      await page.press();
      // The first press used options from before the transaction was over.
      if (!page.is('expired')) await page.press();
      await page.reaches('expired');
      expect(page.status).to.match(/expired or was already used/);
      expect(page.part('restart')?.getAttribute('href')).to.equal(new URL('/app', location.href).href);
      expect(page.has('button')).to.equal(false);
    });

    it('says so after a password as well, and offers to start again where it knows no application', async () => {
      const page = await expire({ 'app-url': 'javascript:alert(1)' });
      await page.signInWithPassword();
      await page.reaches('expired');
      expect(page.part('restart')?.localName).to.equal('button');
    });

    it('says so at once on a page that is opened too late', async () => {
      const { loginId, loginState } = await beginTransaction();
      showQuery({ login_id: loginId, login_state: loginState });
      await advanceServer(1860);
      const page = new SigninPage({ parent: scene.place, attributes: { transaction: 'from-url' } });
      await page.reaches('expired');
    });
  });

  it('leaves the Enter of an input method in Safari alone, and one that is held down', async () => {
    const page = await open({ workspace: 'portal' });
    for (const about of [{ keyCode: 229 }, { repeat: true }]) {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...about });
      page.field.dispatchEvent(event);
      await page.element.updateComplete;
      expect(page.field.hasAttribute('aria-invalid')).to.equal(false);
    }
  });
});
