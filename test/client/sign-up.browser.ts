import { expect } from 'chai';
import { ada, failure, signedOut, TestClient } from '../support/client.ts';
import { plan, resetWorld } from '../support/mock-control.ts';
import { Prompts } from '../support/prompts.ts';
import { setMechanisms } from '../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withSignals = unlessFirefox('Firefox has no Signal API');
const withPlatform = unlessFirefox("Firefox takes no virtual authenticator for the platform's");

describe('signing up', () => {
  let authenticator: VirtualAuthenticator;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
  });

  afterEach(() => authenticator.remove());

  for (const workspace of ['shop', 'portal'] as const) {
    it(`makes an account with a passkey and signs in, in ${workspace}`, async () => {
      const { passkeys } = new TestClient(workspace);
      const result = await passkeys.signUp('joan@example.com');
      expect(result).to.include({ is: 'tokens', crossDevice: false });
      expect(await authenticator.credentials()).to.have.length(1);
      const again = await passkeys.signIn({ identifier: 'joan@example.com' });
      expect(again).to.include({ is: 'tokens' });
    });
  }

  it('of somebody who is there already makes nothing', async () => {
    const { passkeys } = new TestClient('shop', signedOut);
    const error = await failure(passkeys.signUp(ada.identifier));
    expect(error.status).to.be.within(400, 499);
  });

  withSignals('a passkey that the server refuses does not stay in the password manager', async () => {
    await plan({
      path: '**/register/*/complete',
      effect: 'fail',
      status: 400,
      error_code: 'verification_failed',
    });
    const { passkeys } = new TestClient('shop');
    expect((await failure(passkeys.signUp('joan@example.com'))).code).to.equal('verification_failed');
    await authenticator.nextEvent('deleted');
    expect(await authenticator.credentials()).to.deep.equal([]);
  });

  it('a passkey that the server never saw stays where it is: nobody refused it', async () => {
    await plan({ path: '**/register/*/complete', effect: 'drop', when: 'before', times: 20 });
    const { passkeys } = new TestClient('shop');
    expect((await failure(passkeys.signUp('joan@example.com'))).code).to.equal('server_error');
    expect(await authenticator.credentials()).to.have.length(1);
  });

  withPlatform('asks for what the page chose', async () => {
    const prompts = new Prompts();
    await new TestClient('shop').passkeys.signUp('joan@example.com', { attachment: 'platform' });
    prompts.remove();
    const [prompt] = prompts.seen;
    expect(prompt?.options.publicKey).to.have.nested.property(
      'authenticatorSelection.authenticatorAttachment',
      'platform',
    );
  });

  it('says so where passkeys are not available', async () => {
    await setMechanisms('shop', ['password']);
    const { passkeys } = new TestClient('shop');
    expect((await failure(passkeys.signUp('joan@example.com'))).code).to.equal('mechanism_disabled');
  });
});
