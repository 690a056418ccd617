import { expect } from 'chai';
import { barriers } from '../../support/accessibility.ts';
import { wear } from '../../support/looks.ts';
import { movements } from '../../support/motion.ts';
import { takePageErrors } from '../../support/page.ts';
import { signinStates } from '../../support/passkey-signin-states.ts';
import { EnrolledScene } from './signin-scene.ts';

describe('<passkey-signin>, for everybody', () => {
  const scene = new EnrolledScene();

  afterEach(() => takePageErrors());

  it('is looked at by a tool that sees the field and what is in the shadow root', async () => {
    const page = await signinStates.classic({ parent: scene.place });
    page.field.labels?.[0]?.remove();
    page.part('label')?.remove();
    const found = await barriers(page.element);
    expect(found.filter((finding) => /^(label|button-name):/.test(finding))).to.have.length(2);
  });

  it('is looked at by a tool that sees in the dark', async () => {
    const page = await signinStates.classic({ parent: scene.place });
    const takeOff = await wear('dark');
    page.part('hint')!.style.color = '#333';
    const found = await barriers(page.element, ['color-contrast']);
    await takeOff();
    expect(found).to.have.length(1);
  });

  it('moves where nobody asks for less', async () => {
    const page = await signinStates.waiting({ parent: scene.place });
    expect(movements(page.element)).to.include('spinner');
  });

  it('says what happened in a live region that was there before', async () => {
    const page = await signinStates['smart-without-field']({ parent: scene.place });
    const region = page.part('status');
    expect(region?.getAttribute('role')).to.equal('status');
    await scene.authenticator.setUserVerified(false);
    await page.press();
    expect(page.part('status')).to.equal(region);
    expect(region?.textContent).not.to.equal('');
  });

  it('keeps the focus on the button while the person is busy and after a cancel', async () => {
    const page = await signinStates['smart-without-field']({ parent: scene.place });
    await scene.authenticator.setUserVerified(false);
    page.button?.focus();
    await page.press();
    expect(page.element.shadowRoot?.activeElement).to.equal(page.button);
  });

  it('keeps the focus in the element when the offer is declined', async () => {
    const page = await signinStates.offer({ parent: scene.place });
    page.part('not-now')?.focus();
    await page.press('not-now');
    await page.reaches('done');
    expect(page.element.shadowRoot?.activeElement).to.equal(page.part('status'));
  });

  it('takes the same space before and after the mode is known', async () => {
    const heights: number[] = [];
    for (const state of ['detecting', 'smart-without-field', 'classic'] as const) {
      const page = await signinStates[state]({ parent: scene.place, attributes: { 'aria-label': state } });
      heights.push(page.element.getBoundingClientRect().height);
      page.close();
    }
    expect(new Set(heights).size).to.equal(1);
  });
});
