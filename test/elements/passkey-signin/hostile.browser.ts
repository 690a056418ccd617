import { expect } from 'chai';
import type { FailureDetail } from '../../../src/elements/shared/events.ts';
import { errors as words } from '../../../src/i18n/en.ts';
import { TestClient } from '../../support/client.ts';
import { takePageErrors } from '../../support/page.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { replaceMember } from '../../support/prompts.ts';
import { EnrolledScene } from './signin-scene.ts';

/** Texts of other people that would do something if they were more than text. */
const hostileTexts = [
  ['markup', '<img src=x onerror="document.title=`ran`">'],
  ['a script', '"><script>document.title=`ran`</script>'],
  ['an address that is code', 'javascript:document.title=`ran`'],
  ['a change of direction', '\u202Eevil\u200B'],
  ['an emoji', '👩‍💻'.repeat(3)],
  ['a lone surrogate', '\uD800'],
  ['10 kB', 'x'.repeat(10_000)],
] as const;

/** A server that is set up for another site. */
const withForeignRpId =
  (fetched: typeof fetch): typeof fetch =>
  async (...request) => {
    const reply = await fetched.apply(globalThis, request);
    const text = await reply.text();
    const { status, headers } = reply;
    return new Response(text.replace(/"rpId":"[^"]*"/, '"rpId":"example.org"') || null, { status, headers });
  };

const ran = (): boolean => document.title === 'ran';

describe('<passkey-signin>, among hostile input', () => {
  const scene = new EnrolledScene();

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: scene.place, ...options });

  for (const [what, username] of hostileTexts) {
    it(`bad input 116: shows ${what} as the name of a person as text, cut where it is too long`, async () => {
      const page = await open({ workspace: 'portal', properties: { username } });
      const { textContent: shown } = page.part('account-name')!;
      expect(shown).to.equal(username.length > 128 ? `${username.slice(0, 128)}…` : username);
      expect(page.element.shadowRoot?.querySelectorAll('img, script').length).to.equal(0);
      expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
      expect(page.element.clientHeight).to.be.at.most(400);
      expect(ran()).to.equal(false);
    });

    it(`bad input 116: shows nothing of ${what} as the error of a server, and cuts it for the developer`, async () => {
      const refuse: typeof fetch = (input, init) =>
        (input as Request).url.endsWith('/password')
          ? Promise.resolve(Response.json({ error: username, error_code: username }, { status: 400 }))
          : fetch(input, init);
      const client = new TestClient('shop', { fetch: refuse });
      const page = await open({ properties: { client: client.passkeys } });
      await page.signInWithPassword();
      expect(page.status).to.equal(words.invalid_request);
      expect(page.element.shadowRoot?.querySelectorAll('img, script').length).to.equal(0);
      const { message } = page.eventsOf('passkey-signin-failed')[0] as FailureDetail;
      expect(message.length).to.be.at.most(400);
      expect(ran()).to.equal(false);
    });
  }

  it('bad input 118: works on a page whose elements have the names of globals', async () => {
    scene.place.append(
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

  for (const [code, breakPage] of [
    ['blocked_by_policy', () => replaceMember(document, 'featurePolicy', { allowsFeature: () => false })],
    ['insecure_context', () => replaceMember(globalThis, 'isSecureContext', false)],
    ['wrong_domain', () => replaceMember(globalThis, 'fetch', withForeignRpId(fetch))],
  ] as const) {
    it(`bad input 120: tells ${code} to the developer, and the person in words that it was not they`, async () => {
      const mend = breakPage();
      const page = await open();
      await page.press();
      mend();
      expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code });
      expect(page.status).to.equal(words[code]);
      expect(page.is('cancelled')).to.equal(false);
      expect(page.is('failed')).to.equal(true);
    });
  }

  it('bad input 122: refuses a foreign redirect, and follows an allowed one unless the page keeps the person', async () => {
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
        parent: scene.place,
        content: '<p slot="unsupported">Use a newer browser.</p>',
      });
      await page.reaches('unsupported');
      expect(page.has('button')).to.equal(false);
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
    const page = new SigninPage({ parent: scene.place, properties: { client: client.passkeys } });
    await page.until(() => page.eventsOf('passkey-signin-failed').length === 1);
    expect(page.status).to.equal('');
    await page.press();
    expect(page.status).not.to.equal('');
  });

  it('tells once that the issuer is no address, and not at each touch of the button', async () => {
    const page = new SigninPage({
      parent: scene.place,
      attributes: { issuer: 'no address', 'remember-username': '' },
    });
    await page.until(() => page.button !== null);
    page.button!.dispatchEvent(new PointerEvent('pointerenter'));
    page.button!.focus();
    page.element.dispatchEvent(new Event('change'));
    expect(await takePageErrors()).to.deep.equal([]);
    expect(page.eventsOf('passkey-signin-failed')).to.have.length(1);
  });
});
