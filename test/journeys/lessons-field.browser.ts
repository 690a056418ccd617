import { expect } from 'chai';
import { AutofillScene } from '../support/autofill-scene.ts';
import { signedOut, TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { SigninPage } from '../support/passkey-signin-page.ts';

describe('the username field and what fills it', () => {
  it('lesson 1: autofill is armed whatever document.querySelectorAll sees of the inputs', async () => {
    const scene = await AutofillScene.open();
    const host = document.createElement('div');
    const input = document.createElement('input');
    input.autocomplete = 'username webauthn';
    host.attachShadow({ mode: 'closed' }).append(input);
    document.body.append(host);
    expect(document.querySelectorAll('input').length, 'what a check would see').to.equal(0);
    const asked = scene.nextPrompt();
    scene.start(new TestClient('shop', signedOut, scene.clock));
    expect((await asked).options).to.have.property('mediation', 'conditional');
    await scene.close();
    host.remove();
  });

  describe('of <passkey-signin>', () => {
    let page: SigninPage;

    beforeEach(resetWorld);

    afterEach(() => page.element.remove());

    it('lesson 2: is in the light DOM, where every password manager looks, with its label and its error', async () => {
      page = await SigninPage.open({ workspace: 'portal' });
      const { field } = page;
      expect(field.getRootNode()).to.equal(document);
      expect([...(field.labels ?? [])].map((label) => label.getRootNode())).to.deep.equal([document]);
      expect(inputsWithin(page.element.shadowRoot)).to.deep.equal([]);
      page.button?.click();
      await page.until(() => field.getAttribute('aria-invalid') === 'true', 'the error text');
      expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')).to.not.equal(null);
    });

    it('lesson 3: has no mirror: one input, no form of its own, and one name for as long as it stands', async () => {
      page = await SigninPage.open({ workspace: 'portal' });
      const { field } = page;
      const before = { id: field.id, name: field.name, autocomplete: field.autocomplete };
      const inputs = [...document.querySelectorAll('input'), ...inputsWithin(page.element.shadowRoot)];
      expect(inputs).to.deep.equal([field]);
      expect([document.forms.length, field.form]).to.deep.equal([0, null]);
      page.button?.click();
      await page.until(() => field.getAttribute('aria-invalid') === 'true', 'the error text');
      expect(page.field).to.equal(field);
      expect({ id: field.id, name: field.name, autocomplete: field.autocomplete }).to.deep.equal(before);
    });
  });
});

const inputsWithin = (root: ShadowRoot | null): readonly Element[] => [
  ...(root?.querySelectorAll('input, form') ?? []),
];
