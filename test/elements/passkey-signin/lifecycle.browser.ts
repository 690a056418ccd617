import { expect } from 'chai';
import { ada, TestClient } from '../../support/client.ts';
import { forgotten } from '../../support/garbage.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { takePageErrors } from '../../support/page.ts';
import { issuerOf, SigninPage } from '../../support/passkey-signin-page.ts';
import { Prompts, replaceMember } from '../../support/prompts.ts';
import { EnrolledScene } from './signin-scene.ts';

describe('<passkey-signin>, whatever the page does', () => {
  const scene = new EnrolledScene();
  let prompts: Prompts;

  beforeEach(() => {
    prompts = new Prompts();
  });

  afterEach(() => prompts.remove());

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: scene.place, ...options });

  it('bad input 121: holds one ceremony when the button is pressed twice', async () => {
    const page = await open();
    page.button!.click();
    page.button!.click();
    await page.reaches('done');
    expect(prompts.seen).to.have.length(1);
    expect(page.eventsOf('passkey-signed-in')).to.have.length(1);
  });

  it('takes an attribute that is removed for one that was never there', async () => {
    const page = await open({ attributes: { mode: 'smart', 'workspace-id': 'shop' } });
    page.element.removeAttribute('mode');
    page.element.removeAttribute('workspace-id');
    await page.element.updateComplete;
    await page.until(() => page.is('smart') && page.button !== null);
    await page.press();
    await page.reaches('done');
  });

  it('reaches the prompt without waiting for the network, also after a cancel', async () => {
    const requests = new HeldRequests();
    const client = new TestClient('shop', { fetch: requests.fetch });
    const page = await open({ properties: { client: client.passkeys } });
    prompts.set({ hold: true });
    page.button!.click();
    (await prompts.next()).cancel();
    await page.until(() => client.requests.length === 2);
    await client.passkeys.mode();
    requests.hold('POST');
    page.button!.click();
    await prompts.next();
  });

  it('asks the browser before it draws that it waits', async () => {
    const page = await open();
    prompts.set({ hold: true });
    page.button!.click();
    await prompts.next();
    expect(page.is('waiting')).to.equal(false);
    await page.reaches('waiting');
    expect(page.button!.getAttribute('aria-disabled')).to.equal('true');
  });

  it('bad input 121: lets the latest of two elements win, quietly', async () => {
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

  it('bad input 121: is silent when it leaves the page during the prompt', async () => {
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

  it('bad input 121: opens no prompt when it left before the options came', async () => {
    const requests = new HeldRequests();
    const open = requests.hold('POST');
    const client = new TestClient('shop', { fetch: requests.fetch });
    const page = new SigninPage({ parent: scene.place, properties: { client: client.passkeys } });
    await page.until(() => page.button !== null);
    const attempt = page.element.signIn();
    page.close();
    open();
    await attempt;
    expect(prompts.seen).to.deep.equal([]);
    expect(page.events).to.deep.equal([]);
    expect(await takePageErrors()).to.deep.equal([]);
  });

  it('bad input 121: asks the server once when a framework mounts it twice', async () => {
    const client = new TestClient('shop');
    const page = new SigninPage({ parent: scene.place, properties: { client: client.passkeys } });
    page.close();
    scene.place.append(page.element);
    await page.reaches('smart');
    expect(client.requests).to.have.length(1);
  });

  it('asks the server once for two elements that share a client', async () => {
    const client = new TestClient('shop');
    const [first, second] = [
      await open({ properties: { client: client.passkeys } }),
      await open({ properties: { client: client.passkeys } }),
    ];
    expect(client.requests).to.deep.equal(['POST login/usernameless-webauthn/begin']);
    await first.press();
    await first.reaches('done');
    expect(second.is('smart')).to.equal(true);
  });

  it('signs in as a clone of one that was there', async () => {
    const original = await open();
    original.close();
    const detected = new Promise((resolve) => scene.place.addEventListener('passkey-mode-detected', resolve));
    scene.place.append(original.element.cloneNode(true));
    const clone = scene.place.querySelector('passkey-signin')!;
    const tokens: unknown[] = [];
    clone.onTokens = (reply) => void tokens.push(reply);
    await detected;
    await clone.signIn();
    expect(tokens).to.have.length(1);
  });

  it('is forgotten when it has left, also by a client that stays', async () => {
    const { passkeys } = new TestClient('shop');
    prompts.set({ hold: true });
    const use = async (): Promise<WeakRef<object>> => {
      const page = new SigninPage({ parent: scene.place, properties: { client: passkeys } });
      page.element.removeAttribute('without-autofill');
      await prompts.next();
      page.button!.click();
      (await prompts.next()).cancel();
      await page.reaches('cancelled');
      page.close();
      return new WeakRef(page.element);
    };
    const element = await use();
    prompts.seen.length = 0;
    await forgotten(element);
    expect(await passkeys.mode()).to.equal('smart');
  });

  it('goes on where it was when it is moved', async () => {
    const page = await open();
    await page.press();
    await page.reaches('done');
    scene.place.append(document.createElement('section'));
    scene.place.lastElementChild?.append(page.element);
    await page.element.updateComplete;
    expect(page.is('done')).to.equal(true);
  });

  it('works the same when it gets its attributes after it is connected', async () => {
    const element = scene.place.appendChild(document.createElement('passkey-signin'));
    await element.updateComplete;
    const detected = new Promise((resolve) => element.addEventListener('passkey-mode-detected', resolve));
    element.setAttribute('pool-id', 'customers');
    element.setAttribute('issuer', issuerOf('portal'));
    expect((await detected) as CustomEvent)
      .to.have.property('detail')
      .that.deep.equals({ mode: 'classic' });
  });

  it('signs in as it was told to in the same tick', async () => {
    const page = new SigninPage({ parent: scene.place });
    await page.element.signIn();
    expect(page.tokens).to.have.length(1);
    page.element.issuer = issuerOf('portal');
    await page.element.signInWithPassword(ada.identifier, ada.password);
    expect(page.tokens).to.have.length(2);
  });

  it('signs in where elements have no internals: Safari before 16.4', async () => {
    const restore = replaceMember(HTMLElement.prototype, 'attachInternals', undefined);
    const page = new SigninPage({ parent: scene.place });
    restore();
    await page.element.signIn();
    expect(page.tokens).to.have.length(1);
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
    const page = new SigninPage({ parent: scene.place, properties: { withoutAutofill: false } });
    page.element.removeAttribute('without-autofill');
    const prompt = await prompts.next();
    expect(prompt.options.mediation).to.equal('conditional');
    expect(page.field.autocomplete).to.equal('username webauthn');
    prompt.pass();
    await page.reaches('done');
    expect(page.tokens).to.have.length(1);
  });

  for (const [how, leave] of [
    ['it leaves the page', (page: SigninPage) => page.close()],
    ['the person leaves the page', () => dispatchEvent(new PageTransitionEvent('pagehide'))],
  ] as const) {
    it(`bad input 121: ends autofill when ${how}`, async () => {
      prompts.set({ hold: true });
      const page = new SigninPage({ parent: scene.place });
      page.element.removeAttribute('without-autofill');
      const prompt = await prompts.next();
      leave(page);
      expect(prompt.options.signal?.aborted).to.equal(true);
      await prompt.answer.catch(() => undefined);
      expect(page.eventsOf('passkey-signin-failed')).to.deep.equal([]);
    });
  }
});
