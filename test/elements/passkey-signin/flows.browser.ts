import { expect } from 'chai';
import { ada, enrolAda } from '../../support/client.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { SigninScene } from './signin-scene.ts';

describe('<passkey-signin>', () => {
  const scene = new SigninScene();

  it('signs in by one tap where the workspace is in Smart mode', async () => {
    await enrolAda('shop');
    const page = await SigninPage.open();
    expect(page.is('smart')).to.equal(true);
    await page.press();
    expect(page.is('done')).to.equal(true);
    expect(page.tokens).to.have.length(1);
    expect(page.eventsOf('passkey-mode-detected')).to.deep.equal([{ mode: 'smart' }]);
    expect(page.eventsOf('passkey-signed-in')[0]).to.include({ method: 'passkey', redirects: false });
  });

  it('asks for the username first where the workspace is in Classic mode', async () => {
    await enrolAda('portal');
    const page = await SigninPage.open({ workspace: 'portal' });
    expect(page.is('classic')).to.equal(true);
    await page.press();
    expect(page.field.getAttribute('aria-invalid')).to.equal('true');
    expect(document.activeElement).to.equal(page.field);
    page.type(ada.identifier);
    await page.press();
    expect(page.is('done')).to.equal(true);
    expect(page.field.hasAttribute('aria-invalid')).to.equal(false);
  });

  it('offers a passkey for this device after a password sign-in, and announces afterwards', async () => {
    const page = await SigninPage.open();
    await page.signInWithPassword();
    await page.reaches('offer');
    expect(page.eventsOf('passkey-signed-in')).to.deep.equal([]);
    await page.press();
    expect(page.is('done')).to.equal(true);
    expect(await scene.authenticator.credentials()).to.have.length(1);
    expect(page.events.map(({ type }) => type)).to.deep.equal([
      'passkey-mode-detected',
      'passkey-offer',
      'passkey-added',
      'passkey-signed-in',
    ]);
  });

  it('says calmly that nothing happened when the person cancels, and the button stays', async () => {
    await enrolAda('shop');
    const page = await SigninPage.open();
    await scene.authenticator.setUserVerified(false);
    await page.press();
    expect(page.is('smart')).to.equal(true);
    expect(page.status).not.to.equal('');
    expect(page.button?.getAttribute('aria-disabled')).to.equal(null);
    expect(page.eventsOf('passkey-signed-in')).to.deep.equal([]);
  });
});
