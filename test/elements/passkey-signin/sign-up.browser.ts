import { expect } from 'chai';
import { ada, TestClient } from '../../support/client.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { plan } from '../../support/mock-control.ts';
import { SigninPage, type SigninPageOptions } from '../../support/passkey-signin-page.ts';
import { Prompts, replaceMember } from '../../support/prompts.ts';
import { takePageErrors } from '../../support/page.ts';
import { setMechanisms } from '../../support/settings.ts';
import { EnrolledScene } from './signin-scene.ts';

describe('<passkey-signin> creates an account', () => {
  const scene = new EnrolledScene();

  afterEach(() => takePageErrors());

  const open = async (options: SigninPageOptions = {}): Promise<SigninPage> => {
    const attributes = { 'sign-up': 'first', ...options.attributes };
    const page = new SigninPage({ parent: scene.place, ...options, attributes });
    await page.until(() => page.has('title') || page.has('sign-up'), 'the form');
    return page;
  };

  const failures = (page: SigninPage) =>
    page.eventsOf('passkey-signin-failed').map((detail) => (detail as { readonly code: string }).code);

  for (const workspace of ['shop', 'portal'] as const) {
    it(`with a passkey and no password, and the person signs in with it later, in ${workspace}`, async () => {
      const page = await open({ workspace });
      page.type('joan@example.com');
      await page.press();
      await page.reaches('done');
      expect(page.status).to.equal('Your account is ready, and you’re signed in.');
      expect(page.tokens).to.have.length(1);
      expect(page.eventsOf('passkey-signed-in')[0]).to.include({ method: 'passkey', newAccount: true });
      page.close();
      localStorage.clear();

      const later = await SigninPage.open({ workspace, parent: scene.place });
      if (workspace === 'portal') later.type('joan@example.com');
      await later.press();
      await later.reaches('done');
      expect(later.eventsOf('passkey-signed-in')[0]).to.not.have.property('newAccount');
    });
  }

  describe('offered beside the sign-in', () => {
    const offered = { attributes: { 'sign-up': '' } };

    it('leads there and back, with the focus, and keeps what was typed', async () => {
      const page = await open({ ...offered, workspace: 'portal' });
      page.type('joan@example.com');
      page.part('sign-up')!.focus();
      await page.press('sign-up');
      await page.reaches('sign-up');
      expect(page.element.shadowRoot?.activeElement).to.equal(page.part('title'));
      expect(page.field.value).to.equal('joan@example.com');
      page.part('sign-in')!.focus();
      await page.press('sign-in');
      await page.reaches('classic');
      expect(page.element.shadowRoot?.activeElement).to.equal(page.button);
      expect(page.field.value).to.equal('joan@example.com');
    });

    it('is absent without the attribute, and appears and goes with it', async () => {
      const page = await SigninPage.open({ parent: scene.place });
      expect(page.has('sign-up')).to.equal(false);
      page.element.signUp = 'offered';
      await page.until(() => page.has('sign-up'));
      page.element.signUp = 'first';
      await page.until(() => page.has('title'));
      page.element.removeAttribute('sign-up');
      page.element.signUp = undefined;
      await page.reaches('smart');
    });

    it('hides the ways to sign in, and has a field of its own where theirs has one', async () => {
      const content = `
        <form slot="other-ways" data-passkey-password>
          <input autocomplete="username" aria-label="Email" />
          <input type="password" autocomplete="current-password" aria-label="Password" />
        </form>`;
      const page = await open({ ...offered, content });
      await page.press('sign-up');
      await page.reaches('sign-up');
      await page.until(() => page.element.querySelector('form')?.checkVisibility() === false);
      const field = page.element.querySelector<HTMLInputElement>(':scope > input')!;
      expect(field.checkVisibility()).to.equal(true);
      field.value = 'joan@example.com';
      await page.press();
      await page.reaches('done');
    });

    it('stops offering passkeys in autofill meanwhile, and begins again', async () => {
      const prompts = new Prompts({ hold: true });
      const page = await open({ ...offered, properties: { withoutAutofill: false } });
      const autofill = await prompts.next();
      await page.press('sign-up');
      await page.until(() => autofill.options.signal?.aborted === true);
      await page.press('sign-in');
      expect((await prompts.next()).options.mediation).to.equal('conditional');
      prompts.remove();
    });
  });

  it('asks for the name first, at the field', async () => {
    const page = await open();
    await page.press();
    expect(document.activeElement).to.equal(page.field);
    expect(page.field.getAttribute('aria-invalid')).to.equal('true');
    page.type('joan@example.com');
    await page.until(() => !page.field.hasAttribute('aria-invalid'));
  });

  it('prompts without waiting for the network once the field was left', async () => {
    const prompts = new Prompts({ hold: true });
    const requests = new HeldRequests();
    let answered = 0;
    const count: typeof fetch = async (input, init) => {
      const response = await requests.fetch(input, init);
      answered += 1;
      return response;
    };
    const page = await open({ properties: { client: new TestClient('shop', { fetch: count }).passkeys } });
    page.type('joan@example.com');
    page.field.dispatchEvent(new Event('change', { bubbles: true }));
    await page.until(() => answered === 1);
    const release = requests.hold('POST');
    page.button!.click();
    expect((await prompts.next()).name).to.equal('create');
    prompts.remove();
    release();
  });

  describe('tells calmly, with a way on,', () => {
    it('that there is an account with this name: at the field, which has the focus', async () => {
      const page = await open();
      page.type(ada.identifier);
      await page.press();
      expect(document.activeElement).to.equal(page.field);
      const error = page.element.querySelector(`#${page.field.getAttribute('aria-describedby')}`);
      expect(error?.textContent).to.match(/already an account with this name. Sign in with it/);
      expect(page.has('sign-in')).to.equal(true);
      expect(failures(page)).to.deep.equal(['conflict']);
      page.type('joan@example.com');
      await page.press();
      await page.reaches('done');
    });

    it('that a name is none', async () => {
      const page = await open();
      page.type('x'.repeat(300));
      await page.press();
      expect(document.activeElement).to.equal(page.field);
      expect(page.element.textContent).to.match(/This name can’t be used/);
    });

    it('that the person cancelled, with the same button', async () => {
      const page = await open({ workspace: 'portal' });
      page.type('joan@example.com');
      const prompts = new Prompts({ hold: true });
      page.button!.click();
      const prompt = await prompts.next();
      prompts.remove();
      prompt.cancel();
      await page.reaches('cancelled');
      expect(page.status).to.equal('Your account hasn’t been created. You can try again whenever you like.');
      await page.press();
      await page.reaches('done');
    });

    it('that a web view lets no passkeys through: it refuses at once, and again', async () => {
      await scene.authenticator.setUserVerified(false);
      const page = await open();
      page.type('joan@example.com');
      await page.press();
      await page.press();
      expect(page.status).to.match(/Open this page in your usual browser to create your account/);
    });

    it('that the server refused the passkey', async () => {
      await plan({ path: '**/register/*/complete', effect: 'fail', status: 401, times: 1 });
      const page = await open();
      page.type('joan@example.com');
      await page.press();
      expect(page.status).to.equal('Your account couldn’t be created. Please try again.');
      await page.press();
      await page.reaches('done');
    });

    it('that the challenge expired', async () => {
      await plan({
        path: '**/register/*/complete',
        effect: 'fail',
        status: 401,
        error_code: 'challenge_expired',
        times: 1,
      });
      const page = await open();
      page.type('joan@example.com');
      await page.press();
      expect(page.status).to.match(/took a little too long/);
      await page.press();
      await page.reaches('done');
    });

    it('that passkeys are switched off', async () => {
      await setMechanisms('shop', ['password']);
      const page = await open();
      page.type('joan@example.com');
      await page.press();
      expect(page.status).to.match(/Accounts can’t be created with a passkey here/);
      expect(page.has('sign-in')).to.equal(true);
    });

    it('that the browser has no WebAuthn', async () => {
      const restore = replaceMember(globalThis, 'PublicKeyCredential', undefined);
      const page = await open();
      page.type('joan@example.com');
      await page.press();
      restore();
      expect(page.status).to.match(/This browser can’t create passkeys. Open this page in another browser/);
      expect(page.has('sign-in')).to.equal(true);
    });

    it('that a prompt never came: it can be cancelled', async () => {
      const prompts = new Prompts({ hold: true, deaf: true });
      const page = await open();
      page.type('joan@example.com');
      page.button!.click();
      await page.until(() => page.has('cancel'));
      await page.press('cancel');
      prompts.remove();
      expect(page.element.shadowRoot?.activeElement).to.equal(page.button);
      expect(page.status).to.match(/hasn’t been created/);
    });
  });
});
