import { expect } from 'chai';
import { signedOut, TestClient } from '../../support/client.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { Prompts, replaceStatic, type Prompt } from '../../support/prompts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { EnrolledScene } from './signin-scene.ts';

/** Bad input 124: test/mock-server/bad-inputs/README.md */
describe('<passkey-signin> with an extension in the place of navigator.credentials', () => {
  const scene = new EnrolledScene();
  let prompts: Prompts;

  beforeEach(() => {
    prompts = new Prompts({ hold: true });
  });

  afterEach(() => prompts.remove());

  const ask = async (page: SigninPage): Promise<Prompt> => {
    page.button!.click();
    return prompts.next();
  };

  it('bad input 124: signs in with an answer that has no toJSON', async () => {
    const page = await SigninPage.open({ parent: scene.place });
    const prompt = await ask(page);
    const { id, rawId, type, response } = (await prompt.ask()) as PublicKeyCredential;
    const imitation = { id, rawId, type, response, getClientExtensionResults: () => ({}) };
    prompt.succeed(imitation);
    await page.reaches('done');
    expect(page.tokens).to.have.length(1);
  });

  it('bad input 124: says that the passkey app had a problem when its getters throw, and asks again', async () => {
    const page = await SigninPage.open({ parent: scene.place });
    const prompt = await ask(page);
    const broken = {
      get response(): never {
        throw new Error('An extension broke.');
      },
    };
    prompt.succeed(broken as unknown as Credential);
    await page.reaches('failed');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'provider_error' });
    (await ask(page)).pass();
    await page.reaches('done');
  });

  it('bad input 124: gives the button back when nothing answers, after the time that the server gave', async () => {
    const clock = new FakeClock();
    const { passkeys } = new TestClient('shop', signedOut, clock);
    const page = await SigninPage.open({ parent: scene.place, properties: { client: passkeys } });
    prompts.set({ hold: true, deaf: true });
    await ask(page);
    await page.reaches('waiting');
    await clock.advance(310_500);
    await page.reaches('failed');
    expect(page.eventsOf('passkey-signin-failed')[0]).to.include({ code: 'timed_out' });
    expect(page.button!.hasAttribute('aria-disabled')).to.equal(false);
  });

  it('bad input 124: shows the form though its probes never answer', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const undo = (
      [
        'getClientCapabilities',
        'isConditionalMediationAvailable',
        'isUserVerifyingPlatformAuthenticatorAvailable',
      ] as const
    ).map((name) => replaceStatic(name, never));
    const clock = new FakeClock();
    const { passkeys } = new TestClient('shop', signedOut, clock);
    const page = new SigninPage({ parent: scene.place, properties: { client: passkeys } });
    await page.until(() => page.button !== null);
    await clock.advance(2000);
    await page.reaches('smart');
    undo.forEach((restore) => restore());
  });
});
