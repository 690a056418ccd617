import { expect } from 'chai';
import { PasskeySignin } from '../../../src/elements/passkey-signin/passkey-signin.ts';
import type { CeremonyEvent } from '../../../src/index.ts';
import { createPasskeys } from '../../../src/index.ts';
import { resetWorld, TestClient } from '../../support/client.ts';
import { takePageErrors } from '../../support/page.ts';
import { issuerOf, SigninPage } from '../../support/passkey-signin-page.ts';
import { Prompts } from '../../support/prompts.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

describe('<passkey-signin>, whatever the page does', () => {
  let authenticator: VirtualAuthenticator;
  let place: HTMLElement;
  let prompts: Prompts;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    const client = new TestClient('shop');
    await client.signInAda();
    await client.passkeys.enroll();
    place = document.body.appendChild(document.createElement('div'));
    prompts = new Prompts();
  });

  afterEach(async () => {
    place.remove();
    prompts.remove();
    await authenticator.remove();
    localStorage.clear();
  });

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: place, ...options });

  it('holds one ceremony when the button is pressed twice', async () => {
    const page = await open();
    page.button!.click();
    page.button!.click();
    await page.reaches('done');
    expect(prompts.seen).to.have.length(1);
    expect(page.eventsOf('passkey-signed-in')).to.have.length(1);
  });

  it('lets the latest of two elements win, quietly', async () => {
    const [first, second] = [await open(), await open()];
    prompts.set({ hold: true });
    first.button!.click();
    await prompts.next();
    second.button!.click();
    (await prompts.next()).pass();
    await second.reaches('done');
    await first.until(() => !first.is('waiting'));
    expect(first.eventsOf('passkey-signin-failed')).to.deep.equal([]);
    expect(first.status).to.equal('');
  });

  it('is silent when it leaves the page during the prompt', async () => {
    const page = await open();
    prompts.set({ hold: true });
    page.button!.click();
    const prompt = await prompts.next();
    page.close();
    expect(prompt.options.signal?.aborted).to.equal(true);
    await prompt.answer.catch(() => undefined);
    expect(page.eventsOf('passkey-signin-failed')).to.deep.equal([]);
    expect(page.tokens).to.deep.equal([]);
    expect(await takePageErrors()).to.deep.equal([]);
  });

  it('asks the server once when a framework mounts it twice', async () => {
    const client = new TestClient('shop');
    const page = new SigninPage({ parent: place, properties: { client: client.passkeys } });
    page.close();
    place.append(page.element);
    await page.reaches('smart');
    expect(client.requests).to.have.length(1);
  });

  it('goes on where it was when it is moved', async () => {
    const page = await open();
    await page.press();
    await page.reaches('done');
    place.append(document.createElement('section'));
    place.lastElementChild?.append(page.element);
    await page.element.updateComplete;
    expect(page.is('done')).to.equal(true);
  });

  it('works the same when it gets its attributes after it is connected', async () => {
    const element = place.appendChild(document.createElement('passkey-signin'));
    await element.updateComplete;
    const detected = new Promise((resolve) => element.addEventListener('passkey-mode-detected', resolve));
    element.setAttribute('pool-id', 'customers');
    element.setAttribute('issuer', issuerOf('portal'));
    expect((await detected) as CustomEvent)
      .to.have.property('detail')
      .that.deep.equals({ mode: 'classic' });
  });

  it('keeps properties that were set before it was defined', async () => {
    const early = place.appendChild(document.createElement('early-signin')) as unknown as PasskeySignin;
    early.issuer = issuerOf('shop');
    early.poolId = 'customers';
    early.words = { signIn: { button: 'Come in' } };
    const detected = new Promise((resolve) => early.addEventListener('passkey-mode-detected', resolve));
    class EarlySignin extends PasskeySignin {}
    EarlySignin.define('early-signin');
    expect((await detected) as CustomEvent)
      .to.have.property('detail')
      .that.deep.equals({ mode: 'smart' });
    expect(early.shadowRoot?.querySelector('[part="label"]')?.textContent?.trim()).to.equal('Come in');
  });

  it('follows a new issuer', async () => {
    const page = await open();
    page.element.issuer = issuerOf('portal');
    await page.reaches('classic');
    expect(page.eventsOf('passkey-mode-detected')).to.deep.equal([{ mode: 'smart' }, { mode: 'classic' }]);
  });

  it('signs in again after the back-forward cache brought a finished page back', async () => {
    const page = await open();
    await page.press();
    await page.reaches('done');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await page.reaches('smart');
    await page.press();
    await page.reaches('done');
    expect(page.tokens).to.have.length(2);
  });

  it('signs in by autofill while it is there, without a click', async () => {
    prompts.set({ hold: true });
    const page = new SigninPage({ parent: place, properties: { withoutAutofill: false } });
    page.element.removeAttribute('without-autofill');
    const prompt = await prompts.next();
    expect(prompt.options.mediation).to.equal('conditional');
    expect(page.field.autocomplete).to.equal('username webauthn');
    prompt.pass();
    await page.reaches('done');
    expect(page.tokens).to.have.length(1);
  });

  it('ends autofill when it leaves the page', async () => {
    prompts.set({ hold: true });
    const page = new SigninPage({ parent: place });
    page.element.removeAttribute('without-autofill');
    const prompt = await prompts.next();
    page.close();
    expect(prompt.options.signal?.aborted).to.equal(true);
  });

  it('puts no token into events, attributes, markup or storage', async () => {
    const told: CeremonyEvent[] = [];
    const tokens: string[] = [];
    const client = createPasskeys({
      issuer: issuerOf('shop'),
      poolId: 'customers',
      onTokens: (reply) => void tokens.push(reply.access_token),
      onEvent: (event) => void told.push(event),
    });
    const page = await open({ properties: { client }, attributes: { 'remember-username': '' } });
    await page.press();
    await page.reaches('done');
    const kept = JSON.stringify([
      page.events,
      told,
      { ...localStorage },
      { ...sessionStorage },
      location.href,
    ]);
    expect(tokens[0]).to.be.a('string');
    for (const text of [kept, document.documentElement.outerHTML, page.element.shadowRoot!.innerHTML]) {
      expect(text).not.to.include(tokens[0]);
    }
  });

  it('shows hostile names as text', async () => {
    for (const username of [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      '\u202Eevil',
      '\uD800',
      'x'.repeat(10_000),
    ]) {
      const page = await open({ workspace: 'portal', attributes: { username } });
      expect(page.part('account-name')?.textContent).to.equal(page.element.getAttribute('username'));
      expect(page.element.shadowRoot?.querySelector('img, script')).to.equal(null);
      expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
      page.close();
    }
  });

  it('works on a page whose elements have the names of globals', async () => {
    place.append(
      document
        .createRange()
        .createContextualFragment(
          '<form name="adoptedStyleSheets"></form><img name="querySelector"><a id="PublicKeyCredential"></a>',
        ),
    );
    const page = await open();
    await page.press();
    await page.reaches('done');
  });

  it('refuses a foreign redirect, and follows an allowed one unless the page keeps the person', async () => {
    const redirect = async (redirectTo: string): Promise<SigninPage> => {
      const answer: typeof fetch = async (input, init) => {
        const reply = await fetch(input, init);
        const { url } = input as Request;
        return url.endsWith('/complete') ? Response.json({ redirect_to: redirectTo }) : reply;
      };
      const client = new TestClient('shop', { fetch: answer });
      const page = await open({ properties: { client: client.passkeys } });
      page.element.addEventListener('passkey-signed-in', (event) => {
        if (redirectTo.endsWith('#kept')) event.preventDefault();
      });
      await page.press();
      return page;
    };
    expect((await redirect('https://evil.example/')).eventsOf('passkey-signin-failed')[0]).to.include({
      code: 'redirect_refused',
    });
    const kept = await redirect(`${location.href}#kept`);
    expect(location.hash).to.equal('');
    expect(kept.eventsOf('passkey-signed-in')[0]).to.deep.equal({ method: 'passkey', redirects: true });
    expect(kept.status).to.equal('You’re signed in.');
    await redirect(`${location.href.replace(/#.*/, '')}#followed`);
    expect(location.hash).to.equal('#followed');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('shows the slot for browsers without passkeys where there is no WebAuthn', async () => {
    const { PublicKeyCredential: own } = globalThis;
    Object.defineProperty(globalThis, 'PublicKeyCredential', {
      value: undefined,
      configurable: true,
      writable: true,
    });
    try {
      const page = new SigninPage({
        parent: place,
        content: '<p slot="unsupported">Use a newer browser.</p>',
      });
      await page.reaches('unsupported');
      expect(page.button).to.equal(null);
      expect(page.element.querySelector('p')?.checkVisibility()).to.equal(true);
    } finally {
      Object.defineProperty(globalThis, 'PublicKeyCredential', {
        value: own,
        configurable: true,
        writable: true,
      });
    }
  });

  it('says nothing of a failed detection until the person presses the button', async () => {
    const client = new TestClient('shop', { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    const page = new SigninPage({ parent: place, properties: { client: client.passkeys } });
    await page.until(() => page.eventsOf('passkey-signin-failed').length === 1);
    expect(page.status).to.equal('');
    await page.press();
    expect(page.status).not.to.equal('');
  });
});
