import { expect } from 'chai';
import { TestClient } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { Prompts, type Prompt } from '../../support/prompts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts';
import { clientWith, credential, profileOf } from './states.ts';

/** Bad input 116: test/mock-server/bad-inputs/README.md */
const hostileTexts: Readonly<Record<string, string>> = {
  'an image with a handler': '<img src=x onerror="globalThis.ran = true">',
  'a script that leaves an attribute': '"><script>globalThis.ran = true</script>',
  'a javascript: address': 'javascript:globalThis.ran=true',
  'a template of ours': '${globalThis.ran = true}{{ran}}<!--?lit$-->',
  'control characters': 'a\u0000b\u0007c\u001B[31md\u0085e',
  'lines and tabs': 'a\nb\tc\r\nd',
  'an override of direction': '\u202Etxt.exe',
  'a direction that is never closed': 'a\u2067\u202Bb',
  'the end of an isolation': 'a\u2069\u202Eb\u2069',
  'letters from right to left': 'مفتاح المرور',
  'letters of no width': 'ad\u200Bmin\u2060\uFEFF\u00AD',
  'piled-up marks': `Z${'\u0335\u0321'.repeat(30)}`,
  emoji: '👩‍👩‍👧‍👦🔑',
  'half a character': 'a\uD800b',
};

const tenKilobytes = '🔑'.repeat(2_500);

describe('<passkey-manager>, bad input 116:', () => {
  let stage: HTMLElement;
  let page: PasskeyManagerPage;

  /** The text is everywhere where a server can put one. */
  const openWith = async (text: string): Promise<void> => {
    const refused = { status_code: 422, error: text, error_code: text, details: { name: text } };
    const profile = profileOf(
      [credential('1', { name: text }), credential('2')],
      { name: text, identifiers: [{ identifier: text }] },
      () => Response.json(refused, { status: 422 }),
    );
    page = await PasskeyManagerPage.loaded({ client: clientWith(profile) }, stage);
  };

  const renameWithin = async (): Promise<void> => {
    page.press('rename');
    await page.shows(() => page.has('editor'));
    page.submit('name', 'Other');
    await page.shows(() => page.has('trouble'));
  };

  beforeEach(() => {
    stage = document.body.appendChild(document.createElement('main'));
  });

  afterEach(() => {
    expect(page.root.querySelectorAll('img, script, a, [onerror]')).to.have.length(0);
    expect(globalThis).to.not.have.property('ran');
    stage.remove();
  });

  for (const [what, text] of Object.entries(hostileTexts)) {
    it(`shows ${what} as text, in the row, the editor, the dialog and what is announced`, async () => {
      await openWith(text);
      expect(page.names[0]).to.equal(text);
      page.press('rename');
      await page.shows(() => page.has('editor'));
      expect((page.part('input') as HTMLInputElement).value).to.equal(text.replace(/[\r\n]/g, ''));
      page.press('cancel');
      await page.shows(() => !page.has('editor'));
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      const withoutIsolation = text.replace(/[\u2066-\u2069\u0085]/g, '');
      expect(page.part('dialog-title').textContent).to.equal(`Remove “\u2068${withoutIsolation}\u2069”?`);
      expect(page.part('remove').title).to.equal(`Remove “\u2068${withoutIsolation}\u2069”`);
    });

    it(`shows nothing of ${what} that a refusal says, and what it means in our own words`, async () => {
      await openWith(text);
      await renameWithin();
      expect(page.part('trouble').textContent).to.match(
        /^It’s still called “.*”\. That couldn’t be accepted/s,
      );
      expect(page.status).to.equal('That couldn’t be accepted. Please check it and try again.');
    });
  }

  for (const separator of ['\u2029', '\u0085', '\u001c']) {
    const code = separator.charCodeAt(0).toString(16);
    it(`keeps the words around a name in order that ends its paragraph by U+${code}`, async () => {
      await openWith(`Key${separator}\u202Eabc`);
      page.press('remove');
      await page.shows(() => page.has('dialog'));
      const title = page.part('dialog-title');
      const words = document.createNodeIterator(title, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const leftOf = (place: number): number => {
        const range = document.createRange();
        range.setStart(words, place);
        range.setEnd(words, place + 1);
        return range.getBoundingClientRect().left;
      };
      expect(leftOf(words.length - 2)).to.be.lessThan(leftOf(words.length - 1));
    });
  }

  it('cuts ten kilobytes between characters, and keeps the row within the page', async () => {
    await openWith(tenKilobytes);
    const shown = `${'🔑'.repeat(80)}…`;
    expect(page.names[0]).to.equal(shown);
    expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
    await renameWithin();
    await page.shows(() => !page.isBusy);
    expect(page.part('trouble').textContent).to.include(`“\u2068${shown}\u2069”`);
    page.press('remove');
    await page.shows(() => page.has('dialog'));
    expect(page.part('dialog').scrollWidth).to.be.at.most(page.part('dialog').clientWidth);
  });

  it('gives a word to a name that nobody could see', async () => {
    await openWith('\u200B\u2060 \u00AD\uDC00');
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

  it('(118) works on a page whose elements have the names of globals', async () => {
    const names = [
      'adoptedStyleSheets',
      'querySelector',
      'activeElement',
      'PublicKeyCredential',
      'credentials',
    ];
    for (const name of names) {
      const [form, image, anchor] = ['form', 'img', 'a'].map((tag) => document.createElement(tag));
      form?.setAttribute('name', name);
      image?.setAttribute('name', name);
      if (anchor) anchor.id = name;
      stage.append(form!, image!, anchor!);
    }
    await openWith('Key');
    page.press('remove');
    await page.shows(() => page.has('dialog') && page.focus.part === 'dialog-cancel');
    page.press('dialog-cancel');
    await page.shows(() => page.focus.part === 'remove');
  });
});

describe('<passkey-manager>, bad input 124: a password manager that', () => {
  const clock = new FakeClock();
  let page: PasskeyManagerPage;
  let prompts: Prompts;

  const begin = async (): Promise<Prompt> => {
    await resetWorld();
    const client = new TestClient('shop', {}, clock);
    await client.signInAda();
    prompts = new Prompts({ hold: true });
    page = await PasskeyManagerPage.loaded({ client: client.passkeys });
    page.press('add');
    return prompts.next();
  };

  const failsWith = async (code: string): Promise<void> => {
    await page.shows(() => page.has('trouble'));
    expect(page.eventsOf('passkey-manager-failed')).to.have.length(1);
    expect(page.eventsOf('passkey-manager-failed')[0]).to.include({ action: 'add', code });
    expect(page.states).to.deep.equal(['empty']);
  };

  afterEach(() => {
    prompts.remove();
    page.close();
  });

  it('answers with nothing but getters that throw is told of, and the button is there again', async () => {
    const prompt = await begin();
    const thrower = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : fail()) });
    prompt.succeed(thrower as Credential);
    await failsWith('provider_error');
  });

  it('answers with null is told of, and the button is there again', async () => {
    (await begin()).succeed(null);
    await failsWith('provider_error');
  });

  it('never answers is not waited for for ever', async () => {
    await begin();
    await clock.advance(15 * 60_000);
    await failsWith('timed_out');
  });

  it('gives no toJSON is understood', async () => {
    const authenticator = await addVirtualAuthenticator('internal');
    const prompt = await begin();
    const made = (await prompt.ask()) as PublicKeyCredential;
    prompt.succeed(
      new Proxy(made, { get: (target, name) => (name === 'toJSON' ? undefined : read(target, name)) }),
    );
    await page.next('passkey-added');
    await authenticator.remove();
  });
});

function fail(): never {
  throw new TypeError('Illegal invocation');
}

/** A getter or method of the browser's own object, with the object as `this`. */
function read(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
