import { expect } from 'chai';
import type * as Sdk from '../../src/index.ts';
import { failure, TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { replaceMember, replaceStatic } from '../support/prompts.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from '../client/unless-firefox.ts';

const withPolicy = unlessFirefox('Firefox does not tell its permissions policy');

type FrameWindow = Window & { readonly sdk: typeof Sdk };

/** The other pages of bad input 120 need host names and headers of their own: real-pages.test.ts. */
describe('where the page forbids passkeys', () => {
  beforeEach(resetWorld);

  withPolicy('bad input 120: a permissions policy is told as that, for each of the two calls', async () => {
    const frame = await frameWith("publickey-credentials-get 'none'; publickey-credentials-create 'none'");
    const config = { issuer: `${location.origin}/acme/shop`, poolId: 'customers' };
    const passkeys = frame.contentWindow.sdk.createPasskeys(config);
    expect((await failure(passkeys.signIn())).code).to.equal('blocked_by_policy');
    expect((await failure(passkeys.signUp('joan@example.com'))).code).to.equal('blocked_by_policy');
    frame.remove();
  });

  it('a browser without WebAuthn is told as that, and costs no request', async () => {
    const restore = replaceMember(globalThis, 'PublicKeyCredential', undefined);
    const { passkeys, requests } = new TestClient('shop');
    const error = await failure(passkeys.signIn());
    restore();
    expect(error.code).to.equal('unsupported');
    expect(requests).to.deep.equal([]);
  });

  it('bad input 118: elements named like the API are not mistaken for it', () =>
    withVirtualAuthenticator('internal', async () => {
      document.body.insertAdjacentElement('beforeend', named('a', 'PublicKeyCredential'));
      document.body.insertAdjacentElement('beforeend', named('form', 'featurePolicy'));
      const page = new TestClient('shop');
      await page.signInAda();
      expect((await page.passkeys.enroll()).mode).to.equal('smart');
      for (const element of document.querySelectorAll('#PublicKeyCredential, [name=featurePolicy]'))
        element.remove();
    }));

  it('a browser without capabilities to ask has none, and still signs up', () =>
    withVirtualAuthenticator('internal', async () => {
      const restore = replaceStatic('getClientCapabilities', undefined);
      const { passkeys } = new TestClient('shop');
      expect(await passkeys.support()).to.include({
        webauthn: true,
        immediate: false,
        conditionalCreate: false,
      });
      expect((await passkeys.signUp('joan@example.com')).is).to.equal('tokens');
      restore();
    }));
});

/** A frame of this origin that has loaded the SDK. */
async function frameWith(
  allow: string,
): Promise<HTMLIFrameElement & { readonly contentWindow: FrameWindow }> {
  const frame = document.createElement('iframe');
  frame.allow = allow;
  document.body.append(frame);
  const script = frame.contentDocument!.createElement('script');
  script.type = 'module';
  script.textContent = `import * as sdk from '${location.origin}/src/index.ts'; window.sdk = sdk; parent.postMessage('ready', '*');`;
  const ready = new Promise((resolve) => {
    addEventListener('message', resolve, { once: true });
  });
  frame.contentDocument!.body.append(script);
  await ready;
  return frame as HTMLIFrameElement & { readonly contentWindow: FrameWindow };
}

function named(tag: 'a' | 'form', name: string): HTMLElement {
  const element = document.createElement(tag);
  element.id = name;
  element.setAttribute('name', name);
  return element;
}
