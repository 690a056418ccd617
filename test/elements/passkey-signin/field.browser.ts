import { expect } from 'chai';
import { ada, enrolAda } from '../../support/client.ts';
import { sendKeys } from '../../support/page.ts';
import { setMechanisms } from '../../support/settings.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { SigninScene } from './signin-scene.ts';

describe('the username field of <passkey-signin>', () => {
  const scene = new SigninScene();

  const classic = (options = {}): Promise<SigninPage> =>
    SigninPage.open({ workspace: 'portal', parent: scene.place, ...options });

  it('is in the light DOM with its label, where password managers and autofill look', async () => {
    const { field, element } = await classic();
    expect(field.getRootNode()).to.equal(document);
    expect(field.autocomplete).to.equal('username webauthn');
    expect(field.labels?.[0]?.textContent).to.equal('Username or email');
    expect(field.parentNode).to.equal(element);
    expect(field.type).to.equal('text');
  });

  it('takes the person to the field when the name is missing, and says so in the same root', async () => {
    const page = await classic();
    await page.press();
    const error = document.getElementById(page.field.getAttribute('aria-describedby') ?? '');
    expect(error?.textContent).to.equal('Enter your username or email first.');
    expect(document.activeElement).to.equal(page.field);
    page.type('a');
    await page.until(() => !page.field.hasAttribute('aria-invalid'));
    expect(error?.isConnected).to.equal(false);
  });

  it('says nothing of a missing name any more when a script of the page filled it in', async () => {
    await enrolAda('portal');
    const page = await classic();
    const { field } = page;
    await page.press();
    field.value = ada.identifier;
    await page.press();
    await page.reaches('done');
    expect(field.hasAttribute('aria-invalid')).to.equal(false);
  });

  it('has its own again when `for` is removed, and a divider when `preferred` is', async () => {
    const attributes = { for: 'own', preferred: 'other' };
    const page = await classic({ attributes, content: '<p slot="other-ways">Password</p>' });
    for (const name of Object.keys(attributes)) page.element.removeAttribute(name);
    await page.until(() => page.field?.checkVisibility());
    expect(page.has('divider')).to.equal(true);
    page.element.for = null as unknown as undefined;
    await page.element.updateComplete;
    expect(page.field.checkVisibility()).to.equal(true);
  });

  it('leaves the field of the page as it was when the element goes, and complains again when it is back', async () => {
    const own = scene.place.appendChild(document.createElement('input'));
    Object.assign(own, { id: 'own', ariaLabel: 'Name' });
    const page = await classic({ attributes: { for: 'own' } });
    await page.press();
    page.close();
    expect(own.getAttributeNames()).to.not.include.members(['aria-invalid', 'aria-describedby']);
    scene.place.append(page.element);
    await page.until(() => own.getAttribute('aria-invalid') === 'true');
  });

  it('signs in when Enter is pressed, and does not submit the form of the page around it', async () => {
    await enrolAda('portal');
    const form = scene.place.appendChild(document.createElement('form'));
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    const page = await classic({ parent: form });
    page.type(ada.identifier);
    page.field.focus();
    await sendKeys({ press: 'Enter' });
    await page.reaches('done');
    expect(submitted).to.equal(0);
  });

  it('is part of the form of the page around it', async () => {
    const form = scene.place.appendChild(document.createElement('form'));
    const page = await classic({ parent: form });
    page.type(ada.identifier);
    expect(new FormData(form).get('username')).to.equal(ada.identifier);
  });

  it('leaves Enter to an input method that is composing', async () => {
    const page = await classic();
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      isComposing: true,
      bubbles: true,
      cancelable: true,
    });
    page.field.dispatchEvent(event);
    await page.element.updateComplete;
    expect(event.defaultPrevented).to.equal(false);
    expect(page.field.hasAttribute('aria-invalid')).to.equal(false);
  });

  it('is the field of the page that `for` names, which keeps its autofill tokens and gets one more', async () => {
    await enrolAda('portal');
    const own = scene.place.appendChild(document.createElement('input'));
    own.id = 'who';
    own.autocomplete = 'section-login username';
    own.setAttribute('aria-describedby', 'note');
    const page = await classic({ attributes: { for: 'who' } });
    expect(page.element.querySelectorAll('input').length).to.equal(0);
    expect(own.getAttribute('autocomplete')).to.equal('section-login username webauthn');
    await page.press();
    expect(document.activeElement).to.equal(own);
    expect(own.getAttribute('aria-invalid')).to.equal('true');
    expect(own.getAttribute('aria-describedby')).to.match(/^note passkey-username-\d+-error$/);
    expect(page.element.querySelector('p')?.checkVisibility()).to.equal(true);
    own.value = ada.identifier;
    own.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await page.until(() => !own.hasAttribute('aria-invalid'));
    expect(own.getAttribute('aria-describedby')).to.equal('note');
    await page.press();
    await page.reaches('done');
  });

  it('may be a field of the page in the slot, alone or with its label around', async () => {
    for (const content of [
      '<input slot="username" aria-label="Who" />',
      '<div slot="username"><label>Who <input /></label></div>',
    ]) {
      const page = await classic({ content });
      const [input, ...others] = page.element.querySelectorAll('input');
      expect(others).to.deep.equal([]);
      expect(input?.getAttribute('autocomplete')).to.equal('username webauthn');
      await page.press();
      expect(document.activeElement).to.equal(input);
      page.close();
    }
  });

  it('may be the one of the password form, where Enter stays with the form', async () => {
    const page = await classic({
      content: `<form slot="other-ways" data-passkey-password>
        <input autocomplete="username" aria-label="Who" />
        <input type="password" autocomplete="current-password" aria-label="Password" />
        <button>Sign in</button>
      </form>`,
    });
    const [input, password, ...others] = page.element.querySelectorAll('input');
    expect(others).to.deep.equal([]);
    expect(input?.getAttribute('autocomplete')).to.equal('username webauthn');
    input!.value = ada.identifier;
    password!.value = 'wrong';
    input!.focus();
    await sendKeys({ press: 'Enter' });
    await page.reaches('failed');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'wrong_credentials' });
  });

  it('is seen in the slot also beside a password form that has one for password managers', async () => {
    const page = await classic({
      content: `<input slot="username" aria-label="Who" /><form slot="other-ways" data-passkey-password>
        <input autocomplete="username" hidden />
      </form>`,
    });
    const [input] = page.element.querySelectorAll('input');
    expect(input?.checkVisibility()).to.equal(true);
    await page.press();
    expect(document.activeElement).to.equal(input);
  });

  it('is there once in a clone, with what was typed in and an ID of its own', async () => {
    const page = await classic();
    page.type('grace');
    scene.place.append(page.element.cloneNode(true));
    const clone = scene.place.querySelector<typeof page.element>('passkey-signin:last-of-type')!;
    await clone.updateComplete;
    const inputs = clone.querySelectorAll('input');
    expect(inputs).to.have.length(1);
    expect(inputs[0]?.value).to.equal('grace');
    expect(inputs[0]?.id).not.to.equal(page.field.id);
    expect(clone.querySelectorAll('label')).to.have.length(1);
  });

  it('comes back when a framework cleared the element', async () => {
    const page = await classic();
    page.element.replaceChildren();
    page.element.requestUpdate();
    await page.element.updateComplete;
    expect(page.field.labels).to.have.length(1);
  });

  it('works in a shadow root of the page', async () => {
    await enrolAda('portal');
    const root = scene.place.attachShadow({ mode: 'open' });
    const own = root.appendChild(document.createElement('input'));
    own.id = 'who';
    own.value = ada.identifier;
    const page = await classic({ parent: root, attributes: { for: 'who' } });
    await page.press();
    await page.reaches('done');
  });

  for (const content of [
    '<form slot="other-ways" data-passkey-password><input type="password" /></form>',
    '<label slot="username">Who <input form="f" /></label><form slot="other-ways" id="f"></form>',
  ]) {
    it(`stays for the password where passkeys are not available: ${content}`, async () => {
      await setMechanisms('portal', ['password']);
      const page = await classic({ content });
      page.type(ada.identifier);
      await page.press();
      await page.reaches('unavailable');
      expect(page.field.checkVisibility()).to.equal(true);
    });
  }

  it('is there for a password form that has none, where Smart mode alone would need none', async () => {
    const content = '<form slot="other-ways" data-passkey-password><input type="password" /></form>';
    const page = await SigninPage.open({ parent: scene.place, content });
    expect(page.field.checkVisibility()).to.equal(true);
  });

  it('leaves no gap where the page has one elsewhere', async () => {
    scene.place.append(Object.assign(document.createElement('input'), { id: 'who' }));
    const content = '<form slot="other-ways" data-passkey-password><input autocomplete="username" /></form>';
    for (const options of [{ attributes: { for: 'who' } }, { content }]) {
      const page = await classic(options);
      const [button, all] = [page.button!, page.part('passkey')!].map((part) => part.getBoundingClientRect());
      expect(button!.top).to.equal(all!.top);
      page.close();
    }
  });

  it('is not there where Smart mode needs none', async () => {
    const page = await SigninPage.open({ parent: scene.place });
    expect(page.field.checkVisibility()).to.equal(false);
  });
});
