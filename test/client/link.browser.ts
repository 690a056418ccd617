import { expect } from 'chai';
import type { SignInResult } from '../../src/client/types.ts';
import { pageWithPasskey, signedOut, TestClient, until } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { touchPage } from '../support/page.ts';
import { Prompts, replaceStatic } from '../support/prompts.ts';
import { settled } from '../support/fake-clock.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withImmediate = unlessFirefox('Firefox has no immediate mode, and nobody to touch the page');

describe('a "Sign in" link in immediate mode', () => {
  let authenticator: VirtualAuthenticator;
  let prompts: Prompts;
  let anchor: HTMLAnchorElement;
  let followed: number;
  let restore: () => void;
  const results: SignInResult[] = [];

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    prompts = new Prompts();
    anchor = Object.assign(document.createElement('a'), { href: '#login', textContent: 'Sign in' });
    document.body.append(anchor);
    followed = 0;
    anchor.addEventListener('click', () => (followed += 1));
    results.length = 0;
  });

  afterEach(async () => {
    anchor.remove();
    restore();
    prompts.remove();
    await authenticator.remove();
    history.replaceState(null, '', location.pathname + location.search);
  });

  /** Makes this browser report immediate mode, or report none. */
  function immediateGet(isThere: boolean): void {
    const capabilities = { immediateGet: isThere, conditionalGet: true };
    restore = replaceStatic('getClientCapabilities', () => Promise.resolve(capabilities));
  }

  async function arm(page: TestClient): Promise<() => void> {
    const undo = page.passkeys.signInFromLink(anchor, (result) => results.push(result));
    await page.passkeys.support();
    await import('../../src/client/sign-in/link.ts');
    await settled();
    await settled();
    return undo;
  }

  withImmediate('offers the passkeys at hand in place', async () => {
    immediateGet(true);
    await arm(await pageWithPasskey('shop', signedOut));
    await touchPage();
    anchor.click();
    await until(() => results.length === 1);
    const { options } = prompts.seen.at(-1)!;
    expect(options).to.have.property('uiMode', 'immediate');
    expect(options).to.not.have.property('mediation');
    expect(options.publicKey).to.have.deep.property('allowCredentials', []);
    expect(location.hash).to.equal('');
  });

  it('leads to its target where there is no passkey', async () => {
    immediateGet(true);
    await arm(new TestClient('shop', signedOut));
    anchor.click();
    await until(() => location.hash === '#login');
    expect(results).to.deep.equal([]);
  });

  it('is a plain link in a browser without immediate mode', async () => {
    immediateGet(false);
    const page = new TestClient('shop', signedOut);
    await arm(page);
    anchor.click();
    await until(() => location.hash === '#login');
    expect(page.requests).to.deep.equal([]);
  });

  it('is a plain link to a workspace in Classic mode', async () => {
    immediateGet(true);
    await arm(new TestClient('portal', signedOut));
    anchor.click();
    await until(() => location.hash === '#login');
  });

  it('leaves a click for another tab to the browser', async () => {
    immediateGet(true);
    const page = await pageWithPasskey('shop', signedOut);
    await arm(page);
    let isLeft = false;
    document.addEventListener(
      'click',
      (event) => {
        isLeft = !event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    anchor.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }));
    expect(isLeft).to.equal(true);
    expect(page.requests).to.deep.equal([]);
  });

  withImmediate('fetches the options when somebody points at it', async () => {
    immediateGet(true);
    const page = await pageWithPasskey('shop', signedOut);
    await arm(page);
    anchor.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => page.requests.length === 1);
    await touchPage();
    anchor.click();
    await until(() => results.length === 1);
    expect(page.requests).to.have.length(2);
  });

  it('undone, is a plain link again', async () => {
    immediateGet(true);
    const undo = await arm(await pageWithPasskey('shop', signedOut));
    undo();
    anchor.click();
    await until(() => location.hash === '#login');
    expect(followed).to.equal(1);
  });
});
