import { expect } from 'chai';
import { ada, TestClient } from '../../support/client.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { setMechanisms } from '../../support/settings.ts';
import { EnrolledScene } from './signin-scene.ts';

describe('<passkey-signin> in an app that keeps, hides, moves or rewrites it', () => {
  const scene = new EnrolledScene();

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: scene.place, ...options });

  const finish = async (options = {}): Promise<SigninPage> => {
    const page = await open(options);
    await page.press();
    await page.reaches('done');
    return page;
  };

  const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  const nextFrames = async (): Promise<void> => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  };

  it('offers to sign in again when it is put back later (keep-alive)', async () => {
    const page = await finish();
    page.close();
    await nextTask();
    scene.place.append(page.element);
    await page.reaches('smart');
    await page.press();
    await page.reaches('done');
    expect(page.tokens).to.have.length(2);
  });

  it('offers to sign in again when it is shown again (a dialog, Activity)', async () => {
    const page = await finish();
    scene.place.hidden = true;
    await nextFrames();
    expect(page.is('done')).to.equal(true);
    scene.place.hidden = false;
    await page.reaches('smart');
  });

  it('keeps an attempt, an error and a step while it is only hidden for a moment', async () => {
    const page = await open();
    await page.signInWithPassword('wrong');
    scene.place.hidden = true;
    await nextFrames();
    scene.place.hidden = false;
    await nextFrames();
    expect(page.is('failed')).to.equal(true);
  });

  it('starts over by reset(), and by signIn() when it is finished', async () => {
    const page = await finish();
    page.element.reset();
    await page.reaches('smart');
    await page.press();
    await page.reaches('done');
    await page.element.signIn();
    expect(page.tokens).to.have.length(3);
  });

  it('asks again by signIn() after passkeys were switched off and on', async () => {
    const page = await open({ workspace: 'portal' });
    await setMechanisms('portal', ['password']);
    page.type(ada.identifier);
    await page.press();
    await page.reaches('unavailable');
    await setMechanisms('portal', ['password', 'usernameless_webauthn']);
    void page.element.signIn();
    await page.until(() => !page.is('unavailable') && !page.is('detecting'));
    expect(page.is('smart')).to.equal(true);
  });

  it('has its field, the text in it and the focus again after DOM morphing removed them', async () => {
    const page = await open({ workspace: 'portal' });
    const { field } = page;
    page.type('ada@exam');
    field.focus();
    page.element.replaceChildren();
    await page.until(() => field.isConnected && document.activeElement === field);
    expect(page.field.value).to.equal('ada@exam');
    expect(field.labels).to.have.length(1);
  });

  it('has passkeys in a field of the page again after DOM morphing reset its attribute', async () => {
    const content = '<input slot="username" aria-label="Who" autocomplete="username" />';
    const page = await open({ workspace: 'portal', content });
    page.field.setAttribute('autocomplete', 'username');
    await page.until(() => page.field.getAttribute('autocomplete') === 'username webauthn');
  });

  it('does not freeze a page whose script removes its field again and again', async () => {
    const page = await open({ workspace: 'portal' });
    let removals = 0;
    const observer = new MutationObserver(() => {
      removals += 1;
      page.element.replaceChildren();
    });
    observer.observe(page.element, { childList: true });
    page.element.replaceChildren();
    await nextFrames();
    observer.disconnect();
    expect(removals).to.be.greaterThan(0);
    await page.until(() => page.field !== null);
  });

  it('looks and works the same in another document', async () => {
    const frame = scene.place.appendChild(document.createElement('iframe'));
    const { passkeys } = new TestClient('shop');
    const page = await open({ properties: { client: passkeys } });
    const { backgroundColor } = getComputedStyle(page.button!);
    frame.contentDocument!.body.append(page.element);
    await page.element.updateComplete;
    await page.until(() => page.button !== null);
    expect(frame.contentWindow!.getComputedStyle(page.button!).backgroundColor).to.equal(backgroundColor);
    await page.element.signInWithPassword(ada.identifier, ada.password);
    expect(page.tokens).to.have.length(1);
  });
});
