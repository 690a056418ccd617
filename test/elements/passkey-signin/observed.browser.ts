import { expect } from 'chai';
import { ada } from '../../support/client.ts';
import { SigninPage, type SigninPageOptions } from '../../support/passkey-signin-page.ts';
import { Prompts } from '../../support/prompts.ts';
import { Recorder } from '../../support/recorder.ts';
import { setPool } from '../../support/settings.ts';
import { SigninScene } from './signin-scene.ts';

/** Bad input 119: test/mock-server/bad-inputs/README.md */
describe('what the page of <passkey-signin> can see and keep', () => {
  const scene = new SigninScene();
  let recorder: Recorder;

  beforeEach(async () => {
    localStorage.clear();
    recorder = new Recorder();
  });

  afterEach(async () => {
    recorder.stop();
    localStorage.clear();
  });

  const open = async (options: SigninPageOptions = {}): Promise<SigninPage> => {
    const page = new SigninPage({ parent: scene.place, ...options });
    recorder.watch(page.element.renderRoot);
    await page.until(() => !page.is('detecting'));
    return page;
  };

  /** After a password sign-in the offer is taken; then there is a passkey for the workspace. */
  const accept = async (options: SigninPageOptions = {}): Promise<void> => {
    const page = await open(options);
    await page.signInWithPassword();
    await page.reaches('offer');
    await page.press();
    await page.reaches('done');
    page.close();
  };

  const flows: Readonly<Record<string, () => Promise<unknown>>> = {
    'an offer that is taken': () => accept(),
    'one tap': async () => {
      await accept();
      const page = await open();
      await page.press();
      await page.reaches('done');
    },
    'a name and a passkey, and the name is remembered': async () => {
      await accept({ workspace: 'portal' });
      const page = await open({ workspace: 'portal', attributes: { 'remember-username': '' } });
      page.type(ada.identifier);
      await page.press();
      await page.reaches('done');
    },
    autofill: async () => {
      await accept();
      const prompts = new Prompts({ hold: true });
      const page = new SigninPage({ parent: scene.place, properties: { withoutAutofill: false } });
      page.element.removeAttribute('without-autofill');
      const prompt = await prompts.next();
      prompts.remove();
      prompt.pass();
      await page.reaches('done');
    },
    'a second factor': async () => {
      await accept();
      await setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
      const page = await open();
      await page.signInWithPassword();
      await page.reaches('second-factor');
      await page.press();
      await page.reaches('done');
    },
    'a signature that is refused': async () => {
      await accept();
      await scene.authenticator.setResponseOverrides({ isBogusSignature: true });
      const page = await open();
      await page.press();
      await page.reaches('failed');
    },
    'a password that is wrong': async () => {
      const page = await open();
      await page.signInWithPassword('not the one');
      await page.reaches('failed');
    },
  };

  for (const [name, walk] of Object.entries(flows)) {
    it(`bad input 119: holds no token, challenge, signature, user handle or password: ${name}`, async () => {
      await walk();
      const { secrets, seen } = recorder;
      expect(secrets.size).to.be.greaterThan(1);
      expect(seen).to.include('passkey-signin');
      expect([...secrets].filter((secret) => seen.includes(secret))).to.deep.equal([]);
      expect(seen).not.to.include('console:');
    });
  }

  it('is searched for them well enough to find one', async () => {
    await accept();
    const [secret = ''] = recorder.secrets;
    scene.place.setAttribute('data-for-a-moment', secret);
    scene.place.removeAttribute('data-for-a-moment');
    await new Promise<void>((noted) => queueMicrotask(noted));
    expect(recorder.seen).to.include(secret);
  });
});
