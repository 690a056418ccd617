import { expect } from 'chai';
import { ada, enrolAda, TestClient } from '../../support/client.ts';
import { HeldRequests } from '../../support/held-requests.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { SigninScene } from './signin-scene.ts';

/** A field of a design system. */
class DesignSystemInput extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();
  #value = '';

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    this.#internals.setFormValue(value);
  }
}
customElements.define('design-system-input', DesignSystemInput);

type Field = HTMLElement & { value: string };

describe('the password form in <passkey-signin>', () => {
  const scene = new SigninScene();

  const open = (content: string, options = {}): Promise<SigninPage> =>
    SigninPage.open({ parent: scene.place, content, ...options });

  const enter = (page: SigninPage, password: string, name: string = ada.identifier): void => {
    const set = (token: string, value: string): void => {
      const field = page.element.querySelector<Field>(`[autocomplete~="${token}"]`)!;
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    set('username', name);
    set('current-password', password);
  };

  const submit = (page: SigninPage): void => page.element.querySelector<HTMLElement>('#go')!.click();

  const top = (element: Element): number => element.getBoundingClientRect().top;

  const describedBy = (field: Element): string =>
    document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

  const plain = `
    <label slot="username">Email <input name="username" autocomplete="username" form="login" /></label>
    <form id="login" slot="other-ways" data-passkey-password>
      <label>Password <input id="pw" type="password" autocomplete="current-password" /></label>
      <button id="go">Sign in with a password</button>
    </form>
    <p slot="other-ways">Another provider</p>`;

  for (const [what, content] of [
    ['plain fields', plain],
    [
      'form-associated custom elements',
      `<form slot="other-ways" data-passkey-password>
        <design-system-input name="username" autocomplete="username"></design-system-input>
        <design-system-input name="password" autocomplete="current-password"></design-system-input>
        <button id="go">Sign in</button>
      </form>`,
    ],
    [
      'fields that belong to it by their attribute `form`',
      `<input slot="username" aria-label="Email" autocomplete="username" form="login" />
      <div slot="other-ways">
        <input type="password" aria-label="Password" autocomplete="current-password" form="login" />
        <form id="login" data-passkey-password><button id="go">Sign in</button></form>
      </div>`,
    ],
    [
      'a place in the slot `after`, and a field named "elements"',
      `<form slot="after" data-passkey-password>
        <input name="elements" autocomplete="username" aria-label="Email" />
        <input type="password" autocomplete="current-password" aria-label="Password" />
        <button id="go">Sign in</button>
      </form>`,
    ],
  ] as const) {
    it(`signs in with ${what}`, async () => {
      const page = await open(content);
      enter(page, ada.password);
      submit(page);
      await page.reaches('offer');
      expect(page.tokens).to.have.length(1);
    });
  }

  it('is submitted as without the element where no password can be read', async () => {
    const page = await open(
      `<form slot="other-ways" data-passkey-password><button id="go">Go</button></form>`,
    );
    let prevented: boolean | undefined;
    const stop = (event: Event): void => {
      prevented = event.defaultPrevented;
      event.preventDefault();
    };
    scene.place.addEventListener('submit', stop);
    submit(page);
    expect(prevented).to.equal(false);
  });

  it('shows at its own button and field what happens, and not at the passkey', async () => {
    const requests = new HeldRequests();
    const client = new TestClient('shop', { fetch: requests.fetch });
    const page = await open(plain, { properties: { client: client.passkeys } });
    const go = page.element.querySelector('#go')!;
    const password = page.element.querySelector<HTMLInputElement>('#pw')!;
    enter(page, 'wrong');
    const answer = requests.hold('POST');
    submit(page);
    await page.reaches('waiting');
    expect(page.label).to.equal('Sign in with a passkey');
    expect(page.has('spinner')).to.equal(false);
    expect(page.button!.getAttribute('aria-disabled')).to.equal('true');
    expect(go.getAttribute('aria-busy')).to.equal('true');
    expect(page.status).to.equal('Signing you in…');
    answer();
    await page.reaches('failed');
    expect(go.hasAttribute('aria-busy') || go.hasAttribute('aria-disabled')).to.equal(false);
    expect(password.getAttribute('aria-invalid')).to.equal('true');
    expect(describedBy(password)).to.equal('The username or password isn’t right.');
    expect(page.status).to.equal('The username or password isn’t right.');
    const note = document.getElementById(password.getAttribute('aria-describedby')!)!;
    expect(top(note)).to.be.within(
      top(go),
      top(page.element.querySelector('p[slot="other-ways"]:not([id])')!),
    );
    expect(top(page.part('status')!)).to.be.greaterThan(top(page.part('divider')!));
    enter(page, 'another');
    await page.until(() => !password.hasAttribute('aria-invalid') && page.status === '');
    expect(note.isConnected).to.equal(false);
  });

  it('shows one error at a time, in the words of the label', async () => {
    const page = await open(plain);
    enter(page, 'wrong');
    submit(page);
    await page.reaches('failed');
    enter(page, 'wrong', '');
    submit(page);
    await page.until(() => page.field.getAttribute('aria-invalid') === 'true');
    expect(describedBy(page.field)).to.equal('Fill in “Email” first.');
    expect(page.status).to.equal('');
    page.field.value = ada.identifier;
    scene.place.click();
    await page.until(() => !page.field.hasAttribute('aria-invalid'));
  });

  it('does not call the password wrong when the server is not reached', async () => {
    const client = new TestClient('shop', {
      fetch: (input, init) =>
        (input as Request).url.endsWith('/password')
          ? Promise.reject(new TypeError('Failed to fetch'))
          : fetch(input, init),
    });
    const page = await open(plain, { properties: { client: client.passkeys } });
    enter(page, ada.password);
    submit(page);
    await page.reaches('failed');
    const password = page.element.querySelector('#pw')!;
    expect(password.hasAttribute('aria-invalid')).to.equal(false);
    expect(describedBy(password)).to.equal(page.status);
  });

  it('sends the password once, however often it is submitted', async () => {
    const client = new TestClient('shop');
    const page = await open(plain, { properties: { client: client.passkeys } });
    enter(page, ada.password);
    submit(page);
    submit(page);
    void page.element.signInWithPassword(ada.identifier, ada.password);
    await page.reaches('offer');
    expect(client.requests.filter((request) => request.endsWith('login/password'))).to.have.length(1);
    expect(page.tokens).to.have.length(1);
  });

  it('can be used while a passkey is waited for', async () => {
    await enrolAda('shop');
    const page = await open(plain);
    const never = (): Promise<never> => new Promise(() => undefined);
    Object.defineProperty(navigator.credentials, 'get', { configurable: true, value: never });
    try {
      page.button!.click();
      await page.reaches('waiting');
      enter(page, ada.password);
      submit(page);
      await page.until(() => page.tokens.length === 1);
    } finally {
      Reflect.deleteProperty(navigator.credentials, 'get');
    }
  });

  it('comes after the email where the password is preferred', async () => {
    for (const workspace of ['shop', 'portal'] as const) {
      const page = await open(plain, { workspace, attributes: { preferred: 'other' } });
      expect(top(page.field)).to.be.lessThan(top(page.element.querySelector('#pw')!));
      expect(top(page.element.querySelector('#pw')!)).to.be.lessThan(top(page.button!));
      page.close();
    }
  });
});
