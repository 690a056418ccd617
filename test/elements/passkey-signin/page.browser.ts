import { expect } from 'chai';
import { PasskeySignin } from '../../../src/elements/passkey-signin/passkey-signin.ts';
import { issuerOf, SigninPage } from '../../support/passkey-signin-page.ts';
import { beginTransaction, showQuery } from '../../support/transaction.ts';
import { EnrolledScene } from './signin-scene.ts';

describe('a page with <passkey-signin>', () => {
  const { href } = location;
  const scene = new EnrolledScene();

  afterEach(() => history.replaceState(null, '', href));

  const write = (markup: string): void =>
    scene.place.append(document.createRange().createContextualFragment(markup));

  const next = <Name extends keyof DocumentEventMap>(name: Name): Promise<DocumentEventMap[Name]> =>
    new Promise((resolve) => document.addEventListener(name, resolve, { once: true }));

  const hosted = '/acme/identity/customers/login';
  for (const [where, path, attribute] of [
    ['at the address of the hosted page', hosted, ''],
    ['where it says that the page is a hosted one', undefined, 'transaction="from-url"'],
  ] as const) {
    it(`needs nothing else in an OAuth transaction, ${where}: the element goes where the server says`, async () => {
      const { loginId, loginState } = await beginTransaction();
      showQuery({ login_id: loginId, login_state: loginState }, path);
      const detected = next('passkey-mode-detected');
      const signedIn = next('passkey-signed-in');
      write(
        `<passkey-signin issuer="${issuerOf('shop')}" pool-id="customers" ${attribute} without-autofill></passkey-signin>`,
      );
      await detected;
      document.addEventListener('passkey-signed-in', (event) => event.preventDefault(), { once: true });
      await scene.place.querySelector('passkey-signin')?.signIn();
      const { detail, cancelable } = await signedIn;
      expect(detail).to.deep.equal({ method: 'passkey', redirects: true });
      expect(cancelable).to.equal(true);
    });
  }

  it('does not move while the element is loaded, defined and finds out the mode, with the CSS of its docs', async () => {
    const style = scene.place.appendChild(document.createElement('style'));
    style.textContent = 'late-signin:not(:defined) { display: block; min-block-size: 10.5rem }';
    write(
      `<late-signin issuer="${issuerOf('portal')}" pool-id="customers"></late-signin><p>What comes below</p>`,
    );
    const below = scene.place.querySelector('p')!;
    const tops = new Set([below.offsetTop]);
    const watching = new AbortController();
    const look = (): void => {
      tops.add(below.offsetTop);
      if (!watching.signal.aborted) requestAnimationFrame(look);
    };
    look();
    const detected = next('passkey-mode-detected');
    class LateSignin extends PasskeySignin {}
    LateSignin.define('late-signin');
    await detected;
    await scene.place.querySelector<PasskeySignin>('late-signin')!.updateComplete;
    watching.abort();
    look();
    expect([...tops]).to.deep.equal([below.offsetTop]);
  });

  it('keeps properties that were set before it was defined', async () => {
    const early = scene.place.appendChild(document.createElement('early-signin')) as unknown as PasskeySignin;
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

  it('finds its own pieces in the order that it chose', async () => {
    const content = ['after', 'other-ways', 'before', 'heading']
      .map((slot) => `<p slot="${slot}">${slot}</p>`)
      .join('');
    const order = (page: SigninPage): readonly string[] =>
      [...page.element.querySelectorAll('p'), page.button!]
        .map((piece) => [piece.getBoundingClientRect().top, piece.slot || 'button'] as const)
        .sort(([one], [other]) => one - other)
        .map(([, name]) => name);
    const page = await SigninPage.open({ parent: scene.place, content });
    expect(order(page)).to.deep.equal(['heading', 'before', 'button', 'other-ways', 'after']);
    page.element.setAttribute('preferred', 'other');
    await page.element.updateComplete;
    expect(order(page)).to.deep.equal(['heading', 'before', 'other-ways', 'button', 'after']);
  });

  it('tells of tokens by an event that cannot be cancelled, since nothing follows by itself', async () => {
    const page = await SigninPage.open({ parent: scene.place });
    const signedIn = next('passkey-signed-in');
    await page.press();
    const { cancelable, bubbles, composed, detail } = await signedIn;
    expect({ cancelable, bubbles, composed }).to.deep.equal({
      cancelable: false,
      bubbles: true,
      composed: true,
    });
    expect(detail).to.have.all.keys('method', 'subject', 'redirects');
  });

  it('has every word in its hands', async () => {
    const { signIn } = await import('../../../src/i18n/en.ts');
    const words = Object.fromEntries(Object.keys(signIn).map((name) => [name, `«${name}»`]));
    const page = await SigninPage.open({
      parent: scene.place,
      workspace: 'portal',
      properties: { words: { signIn: words } },
    });
    const texts = [page.element.shadowRoot!, page.element]
      .flatMap((root) => [...root.querySelectorAll('span, p, label, h2')])
      .map((piece) => piece.textContent.trim())
      .filter(Boolean);
    expect(texts.length).to.be.greaterThan(2);
    for (const text of texts) expect(text).to.match(/^«.*»$/);
  });
});
