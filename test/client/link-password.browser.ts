import { expect } from 'chai';
import type { LinkSignIn, PasskeysConfig, SignInResult } from '../../src/client/types.ts';
import { settled } from '../support/fake-clock.ts';
import { ada, enrolAda, TestClient, until } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { touchPage } from '../support/page.ts';
import { Prompts, replaceMember, replaceStatic } from '../support/prompts.ts';
import { setPool } from '../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withImmediate = unlessFirefox('Firefox has no immediate mode, and nobody to touch the page');

/*
 * Headless Chromium shows no chooser for passwords, so the page's own `navigator.credentials` stands in for it: the
 * choice of a password is one of this test, the passkey's answers and every request are real.
 */
describe('a "Sign in" link that offers saved passwords too', () => {
  let authenticator: VirtualAuthenticator;
  let prompts: Prompts;
  let anchor: HTMLAnchorElement;
  let undo: () => void;
  let restore: (() => void)[];
  let signedIn: { readonly result: SignInResult; readonly how: LinkSignIn }[];

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    anchor = Object.assign(document.createElement('a'), { href: '#login', textContent: 'Sign in' });
    document.body.append(anchor);
    signedIn = [];
    const capabilities = { immediateGet: true, conditionalCreate: true };
    restore = [replaceStatic('getClientCapabilities', () => Promise.resolve(capabilities))];
  });

  afterEach(async () => {
    undo();
    anchor.remove();
    prompts.remove();
    restore.forEach((put) => put());
    await authenticator.remove();
    history.replaceState(null, '', location.pathname + location.search);
  });

  async function arm(config: Partial<PasskeysConfig> = {}): Promise<TestClient> {
    const client = new TestClient('shop', config);
    prompts = new Prompts({ hold: true });
    undo = client.passkeys.signInFromLink(anchor, (result, how) => signedIn.push({ result, how }), {
      password: true,
    });
    await client.passkeys.support();
    await import('../../src/client/sign-in/link.ts');
    await settled();
    await settled();
    await touchPage();
    return client;
  }

  const choosePassword = async (password: string): Promise<void> => {
    anchor.click();
    const chosen = { type: 'password', id: ada.identifier, password } as unknown as Credential;
    (await prompts.next()).succeed(chosen);
  };

  withImmediate('asks for both in one chooser', async () => {
    await arm();
    anchor.click();
    const { options } = await prompts.next();
    expect(options).to.include({ uiMode: 'immediate', password: true });
    expect(options).to.not.have.property('mediation');
  });

  withImmediate('signs in with the password that is chosen', async () => {
    const client = await arm();
    await choosePassword(ada.password);
    await until(() => signedIn.length === 1);
    expect(signedIn[0]?.how).to.deep.equal({ by: 'password' });
    expect(signedIn[0]?.result).to.include({ is: 'tokens' });
    expect(client.token).to.not.equal('');
    expect(location.hash).to.equal('');
  });

  withImmediate('signs in with the passkey that is chosen', async () => {
    await enrolAda('shop');
    await arm();
    anchor.click();
    (await prompts.next()).pass();
    await until(() => signedIn.length === 1);
    expect(signedIn[0]?.how).to.deep.equal({ by: 'passkey' });
  });

  withImmediate(
    'creates a passkey silently after the password, where the page has switched that on',
    async () => {
      await arm({ upgrade: true });
      await choosePassword(ada.password);
      const created = await prompts.next();
      expect(created.options.mediation).to.equal('conditional');
      // Headless Chromium never completes a conditional create, so a prompt answers in its place.
      const { publicKey } = created.options;
      prompts.remove();
      created.succeed(await navigator.credentials.create({ publicKey: publicKey! }));
      await until(() => signedIn.length === 1);
      expect(signedIn[0]?.how.by).to.equal('password');
      expect(signedIn[0]?.how.passkey).to.include({ mode: 'smart' });
      expect(await authenticator.credentials()).to.have.length(1);
    },
  );

  withImmediate(
    'lets the person on after two seconds of a silent creation that does not answer',
    async () => {
      await arm({ upgrade: true });
      const began = performance.now();
      await choosePassword(ada.password);
      await until(() => signedIn.length === 1);
      expect(performance.now() - began).to.be.within(1500, 4000);
      expect(signedIn[0]?.how).to.deep.equal({ by: 'password' });
    },
  );

  withImmediate('asks for the second factor at once', async () => {
    await enrolAda('shop');
    await setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
    await arm();
    await choosePassword(ada.password);
    const second = await prompts.next();
    expect(second.options).to.not.have.property('uiMode');
    second.pass();
    await until(() => signedIn.length === 1);
    expect(signedIn[0]?.how).to.deep.equal({ by: 'password' });
  });

  withImmediate('leads to its target after a wrong password', async () => {
    await arm();
    await choosePassword('wrong');
    await until(() => location.hash === '#login');
    expect(signedIn).to.deep.equal([]);
  });

  for (const name of ['NotSupportedError', 'TypeError']) {
    withImmediate(`asks for passkeys alone where both together are a ${name}`, async () => {
      await enrolAda('shop');
      await arm();
      anchor.click();
      const error = name === 'TypeError' ? new TypeError('password') : new DOMException('password', name);
      (await prompts.next()).fail(error);
      const alone = await prompts.next();
      expect(alone.options).to.not.have.property('password');
      alone.pass();
      await until(() => signedIn.length === 1);
    });
  }

  withImmediate('asks for passkeys alone in a browser that saves no passwords for pages', async () => {
    restore.push(replaceMember(globalThis, 'PasswordCredential', undefined));
    await arm();
    anchor.click();
    expect((await prompts.next()).options).to.not.have.property('password');
  });

  withImmediate('leads to its target when the browser gives an answer without a password', async () => {
    await arm();
    anchor.click();
    (await prompts.next()).succeed({ type: 'password', id: ada.identifier });
    await until(() => location.hash === '#login');
  });
});
