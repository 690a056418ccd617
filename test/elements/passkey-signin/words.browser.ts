import { expect } from 'chai';
import { resetWorld } from '../../support/mock-control.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';

describe('the words of <passkey-signin>', () => {
  let place: HTMLElement;

  beforeEach(async () => {
    await resetWorld();
    place = document.body.appendChild(document.createElement('div'));
  });

  afterEach(() => {
    place.remove();
    document.documentElement.lang = 'en';
  });

  const open = (options = {}): Promise<SigninPage> =>
    SigninPage.open({ workspace: 'portal', parent: place, ...options });

  it('are those of the nearest lang', async () => {
    document.documentElement.lang = 'fr';
    place.lang = 'de-AT';
    const page = await open();
    expect(page.label).to.equal('Mit Passkey anmelden');
    expect(page.field.labels?.[0]?.textContent).to.equal('Benutzername oder E-Mail');
    expect(page.part('base')?.lang).to.equal('de');
  });

  it('are looked for through shadow roots, up to the document', async () => {
    document.documentElement.lang = 'es';
    const inner = place.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    const page = await open({ parent: inner.attachShadow({ mode: 'open' }) });
    expect(page.label).to.equal('Iniciar sesión con una llave de acceso');
  });

  it('follow a change of any lang above, in the light DOM as well', async () => {
    const root = place.attachShadow({ mode: 'open' });
    const page = await open({ parent: root });
    expect(page.label).to.equal('Sign in with a passkey');
    place.lang = 'pl';
    await page.until(() => page.label === 'Zaloguj się kluczem dostępu');
    place.removeAttribute('lang');
    document.documentElement.lang = 'ja';
    await page.until(() => page.label === 'パスキーでログイン');
    expect(page.field.labels?.[0]?.textContent).to.equal('ユーザー名またはメールアドレス');
  });

  it('are English, and say so, in a language that is not there', async () => {
    place.lang = 'eo';
    const page = await open();
    expect(page.label).to.equal('Sign in with a passkey');
    expect(page.part('base')?.lang).to.equal('en');
    expect(page.field.labels?.[0]?.lang).to.equal('en');
  });

  it('go from right to left in Arabic', async () => {
    place.lang = 'ar';
    const page = await open();
    expect(getComputedStyle(page.part('base')!).direction).to.equal('rtl');
  });

  it('are never shown in English first on a page in another language', async () => {
    place.lang = 'de';
    const page = new SigninPage({ parent: place });
    const seen = new Set<string>();
    await page.until(() => {
      if (page.label) seen.add(page.label);
      return page.is('smart') && seen.size > 0;
    });
    expect([...seen]).to.deep.equal(['Mit Passkey anmelden']);
  });

  it('are the page’s own where it gives some, for single words and for errors', async () => {
    const page = await open({
      properties: { words: { signIn: { button: 'Come in' }, errors: { wrong_credentials: 'No.' } } },
    });
    expect(page.label).to.equal('Come in');
    expect(page.part('hint')?.textContent).to.equal('Use your fingerprint, face or screen lock.');
    await page.signInWithPassword('wrong');
    expect(page.status).to.equal('No.');
    page.element.words = { signIn: { button: 'Enter' } };
    await page.element.updateComplete;
    expect(page.label).to.equal('Enter');
  });
});
