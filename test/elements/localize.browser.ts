import { expect } from 'chai';
import { html, LitElement, nothing } from 'lit';
import '../../src/define.ts';
import { registerLanguage, Localizer, type WordOverrides } from '../../src/elements/shared/localize.ts';
import { errors, signIn } from '../../src/i18n/en.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { resetWorld } from '../support/mock-control.ts';
import { PasskeyManagerPage } from '../support/passkey-manager-page.ts';
import { issuerOf, SigninPage } from '../support/passkey-signin-page.ts';
import { replaceMember } from '../support/prompts.ts';

const english = signIn.button;
const swedish = { signIn: { button: 'Logga in med en nyckel' } } satisfies WordOverrides;

/** The least that an element needs to have words. */
class Greeting extends LitElement {
  static override properties = { words: { attribute: false } };
  declare words: WordOverrides | undefined;
  static clock = new FakeClock();
  readonly localizer = new Localizer(this, { signIn, errors }, Greeting.clock);

  protected override render(): unknown {
    const { ready, language, direction } = this.localizer;
    if (!ready) return nothing;
    return html`<p lang=${language} dir=${direction}>${this.localizer.of('signIn').button}</p>
      <slot></slot>`;
  }

  get paragraph(): HTMLElement | null {
    return this.renderRoot.querySelector('p');
  }

  get shown(): string | undefined {
    return this.paragraph?.textContent;
  }
}
customElements.define('test-greeting', Greeting);

interface Load {
  readonly resolve: (words: WordOverrides) => void;
  readonly reject: (reason: Error) => void;
}

/** A language file that arrives, or fails, on the test's command; each load is a request of its own. */
class HeldFile {
  readonly loads: Load[] = [];

  constructor(tag: string) {
    registerLanguage(tag, () => new Promise((resolve, reject) => void this.loads.push({ resolve, reject })));
  }

  async arrive(words: WordOverrides): Promise<void> {
    this.loads.at(-1)!.resolve(words);
    await settled();
  }

  async fail(): Promise<void> {
    this.loads.at(-1)!.reject(new TypeError('Failed to fetch dynamically imported module'));
    await settled();
  }
}

describe('the words of an element, when their file', () => {
  let place: HTMLElement;
  let clock: FakeClock;
  let reported: unknown[];
  let restore: () => void;

  beforeEach(() => {
    place = document.body.appendChild(document.createElement('div'));
    clock = Greeting.clock = new FakeClock();
    reported = [];
    restore = replaceMember(globalThis, 'reportError', (error: unknown) => reported.push(error));
  });

  afterEach(() => {
    restore();
    place.remove();
  });

  const open = async (lang: string): Promise<Greeting> => {
    place.lang = lang;
    const element = place.appendChild(new Greeting());
    await settled();
    return element;
  };

  it('is late, are English after two seconds, and its own as soon as it is there', async () => {
    const file = new HeldFile('sv');
    const element = await open('sv');
    await clock.advance(1999);
    expect(element.shown).to.equal(undefined);
    await clock.advance(1);
    expect([element.shown, element.paragraph?.lang]).to.deep.equal([english, 'en']);
    await file.arrive(swedish);
    expect([element.shown, element.paragraph?.lang]).to.deep.equal(['Logga in med en nyckel', 'sv']);
  });

  it('comes in time, are never English, and no timer is left', async () => {
    const file = new HeldFile('sv');
    const element = await open('sv');
    await clock.advance(1000);
    await file.arrive(swedish);
    expect(element.shown).to.equal('Logga in med en nyckel');
    expect(clock.pending).to.deep.equal([]);
  });

  it('fails, are English at once, and the file is loaded again at the next update', async () => {
    const file = new HeldFile('sv');
    const element = await open('sv');
    await file.fail();
    expect(element.shown).to.equal(english);
    expect(file.loads, 'not by the update that the failure causes').to.have.length(1);
    element.requestUpdate();
    await settled();
    expect(file.loads).to.have.length(2);
    await file.fail();
    expect(file.loads).to.have.length(2);
    element.requestUpdate();
    await settled();
    await file.arrive(swedish);
    expect(element.shown).to.equal('Logga in med en nyckel');
    element.requestUpdate();
    await settled();
    expect(file.loads).to.have.length(3);
    expect(reported).to.have.length(2);
  });

  it('fails, are loaded again by the next element in the language', async () => {
    const file = new HeldFile('sv');
    await open('sv');
    await file.fail();
    const next = await open('sv');
    expect(file.loads).to.have.length(2);
    await file.arrive(swedish);
    expect(next.shown).to.equal('Logga in med en nyckel');
  });

  it('arrives when the page is in another language, stay those of the page', async () => {
    const [late, file] = [new HeldFile('sv'), new HeldFile('fi')];
    const element = await open('sv');
    place.lang = 'fi';
    await settled();
    await file.arrive({ signIn: { button: 'Kirjaudu' } });
    await late.arrive(swedish);
    expect([element.shown, element.paragraph?.lang]).to.deep.equal(['Kirjaudu', 'fi']);
  });

  it('fails after a change of the language, stay in the language before', async () => {
    const [first, second] = [new HeldFile('sv'), new HeldFile('fi')];
    const element = await open('sv');
    await first.arrive(swedish);
    place.lang = 'fi';
    await settled();
    await clock.advance(5000);
    await second.fail();
    expect([element.shown, element.paragraph?.lang]).to.deep.equal(['Logga in med en nyckel', 'sv']);
  });

  it('says only some, or others than words, are English where it is silent', async () => {
    const file = new HeldFile('sv');
    const element = await open('sv');
    await file.arrive({ signIn: { hint: 'Med fingret.', button: 1 }, errors: null, manager: 'x' } as never);
    const { hint, button } = element.localizer.of('signIn');
    expect([hint, button]).to.deep.equal(['Med fingret.', english]);
    expect(element.localizer.of('errors')).to.deep.equal(errors);
  });

  it('is registered when the element is there already, follow', async () => {
    const element = await open('cs');
    expect(element.shown).to.equal(english);
    registerLanguage('cs', async () => ({ signIn: { button: 'Přihlásit' } }));
    await settled();
    expect(element.shown).to.equal('Přihlásit');
  });

  it('is registered right after the element was made, are never English', async () => {
    place.lang = 'da';
    const element = place.appendChild(new Greeting());
    const file = new HeldFile('da');
    await settled();
    expect(element.shown).to.equal(undefined);
    await file.arrive({ signIn: { button: 'Log ind' } });
    expect(element.shown).to.equal('Log ind');
  });

  it('is of a script from right to left, go from right to left', async () => {
    registerLanguage('he', async () => ({ default: { signIn: { button: 'כניסה' } } }));
    const element = await open('he-IL');
    expect([element.shown, element.paragraph?.dir]).to.deep.equal(['כניסה', 'rtl']);
  });

  it('serves several regions, tell the region for dates', async () => {
    const element = await open('en-GB');
    expect([element.localizer.language, element.localizer.locale]).to.deep.equal(['en', 'en-GB']);
    place.lang = 'en-AU';
    await settled();
    expect(element.localizer.locale).to.equal('en-AU');
  });
});

describe('a language of the page’s own', () => {
  let place: HTMLElement;

  beforeEach(async () => {
    await resetWorld();
    place = document.body.appendChild(document.createElement('div'));
    place.lang = 'nb';
  });

  afterEach(() => place.remove());

  it('speaks in both elements', async () => {
    registerLanguage('nb', async () => ({
      signIn: { button: 'Logg inn med passnøkkel', username: 'Brukernavn' },
      manager: { heading: 'Passnøkler' },
    }));
    const page = await SigninPage.open({ workspace: 'portal', parent: place });
    expect(page.label).to.equal('Logg inn med passnøkkel');
    expect(page.field.labels?.[0]?.textContent).to.equal('Brukernavn');
    expect(page.part('hint')?.textContent).to.equal('Use your fingerprint, face or screen lock.');
    const manager = PasskeyManagerPage.open({ issuer: issuerOf('shop') }, place);
    await manager.shows(() => manager.text.includes('Passnøkler'));
  });

  it('leaves the password form usable when its file does not load', async () => {
    const restore = replaceMember(globalThis, 'reportError', () => undefined);
    registerLanguage('nb', () => Promise.reject(new TypeError('Failed to fetch')));
    const content = '<form slot="other-ways" data-passkey-password><input type="password"></form>';
    const page = await SigninPage.open({ parent: place, content });
    restore();
    expect(page.label).to.equal(english);
    expect(page.element.querySelector<HTMLElement>('[type=password]')?.checkVisibility()).to.equal(true);
  });
});
