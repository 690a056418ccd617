import { expect } from 'chai';
import { resetWorld, TestClient } from '../../support/client.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { clientWith, credential, profileOf } from './states.ts';

/** bad-inputs.md, 116 */
const hostileNames: Readonly<Record<string, string>> = {
  'an image with a handler': '<img src=x onerror="globalThis.ran = true">',
  'a script that leaves an attribute': '"><script>globalThis.ran = true</script>',
  'a javascript: address': 'javascript:globalThis.ran=true',
  'a template of ours': '${globalThis.ran = true}{{ran}}<!--?lit$-->',
  'an override of direction': '\u202Etxt.exe',
  'letters from right to left': 'مفتاح المرور',
  emoji: '👩‍👩‍👧‍👦🔑',
  'half a character': 'a\uD800b',
};

describe('<passkey-manager>, among hostile input,', () => {
  let stage: HTMLElement;
  let page: PasskeyManagerPage;

  const openWithName = async (name: string): Promise<void> => {
    const client = clientWith(profileOf([credential('1', { name }), credential('2')]));
    page = await PasskeyManagerPage.loaded({ client }, stage);
  };

  beforeEach(() => {
    stage = document.body.appendChild(document.createElement('main'));
  });

  afterEach(() => {
    stage.remove();
  });

  for (const [what, name] of Object.entries(hostileNames)) {
    it(`shows ${what} as text, in the row, the editor and the dialog`, async () => {
      await openWithName(name);
      expect(page.names[0]).to.equal(name);
      page.press('rename');
      await page.shows(() => page.has('editor'));
      expect((page.part('input') as HTMLInputElement).value).to.equal(name);
      page.press('cancel');
      await page.shows(() => !page.has('editor'));
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      expect(page.part('dialog-title').textContent).to.equal(`Remove “\u2068${name}\u2069”?`);
      expect(page.root.querySelectorAll('img, script, a')).to.have.length(0);
      expect(globalThis).to.not.have.property('ran');
    });
  }

  it('cuts a name of ten thousand characters, between characters, and keeps its row within the page', async () => {
    await openWithName('🔑'.repeat(5_000));
    expect(page.names[0]).to.equal(`${'🔑'.repeat(80)}…`);
    expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
  });

  it('gives a word to a name that nobody could see', async () => {
    await openWithName('\u200B\u2060 \u00AD');
    expect(page.names[0]).to.equal('Unnamed passkey');
    expect(page.part('rename').title).to.equal('Rename “\u2068Unnamed passkey\u2069”');
  });

  it('takes an AAGUID for nothing but a key of a list', async () => {
    for (const aaguid of ['__proto__', 'constructor', '<b>', '../../x']) {
      const client = clientWith(profileOf([credential('1', { aaguid })]));
      page = await PasskeyManagerPage.loaded({ client }, stage);
      expect(page.names).to.deep.equal(['Passkey 1']);
      page.close();
    }
  });

  it('works on a page whose elements have the names of globals', async () => {
    const names =
      '<form name="adoptedStyleSheets"></form><img name="querySelector"><a id="PublicKeyCredential"></a>';
    stage.append(document.createRange().createContextualFragment(names));
    await openWithName('Key');
    page.press('remove');
    await page.shows(() => page.has('dialog'));
  });
});

describe('<passkey-manager>, with a token,', () => {
  let authenticator: VirtualAuthenticator;
  let page: PasskeyManagerPage;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
  });

  afterEach(async () => {
    page.close();
    localStorage.clear();
    await authenticator.remove();
  });

  it('puts it into no event, attribute, markup, storage or address', async () => {
    const client = new TestClient('shop', { remember: true });
    await client.signInAda();
    page = await PasskeyManagerPage.loaded({ client: client.passkeys });
    page.press('add');
    await page.next('passkey-added');
    await page.rename(0, 'Renamed');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    const seen = [
      JSON.stringify(page.events.map(({ detail }) => detail as unknown)),
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
      document.documentElement.outerHTML,
      page.root.innerHTML,
    ];
    expect(client.token).to.have.length.greaterThan(0);
    for (const text of seen) expect(text).to.not.include(client.token);
  });
});
