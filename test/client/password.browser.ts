import { expect } from 'chai';
import type { SecondFactor } from '../../src/client/types.ts';
import { ada, failure, signedOut, TestClient, type Workspace } from '../support/client.ts';
import { plan, resetWorld } from '../support/mock-control.ts';
import { setPool } from '../support/settings.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';

describe('signing in by password', () => {
  beforeEach(resetWorld);

  it('gives the tokens to onTokens before it resolves', async () => {
    const order: string[] = [];
    const { passkeys } = new TestClient('shop', {
      onTokens: async () => void order.push(await Promise.resolve('given')),
    });
    const result = await passkeys.signInWithPassword(ada.identifier, ada.password);
    order.push('resolved');
    expect(result).to.include({ is: 'tokens', crossDevice: false });
    expect(result).to.have.property('subject').that.is.a('string');
    expect(order).to.deep.equal(['given', 'resolved']);
  });

  it("tells an error of the page's own onTokens as the page's, with its cause", async () => {
    const cause = new Error('The session store is full.');
    const { passkeys } = new TestClient('shop', { onTokens: () => Promise.reject(cause) });
    const error = await failure(passkeys.signInWithPassword(ada.identifier, ada.password));
    expect(error).to.include({ code: 'configuration', cause });
    expect(error.message).to.contain('onTokens');
  });

  it('tells a wrong password as that', async () => {
    const { passkeys } = new TestClient('shop');
    const error = await failure(passkeys.signInWithPassword(ada.identifier, 'wrong'));
    expect(error).to.include({ code: 'wrong_credentials', status: 401 });
  });

  it('asks nobody about an empty password', async () => {
    const { passkeys, requests } = new TestClient('shop');
    expect((await failure(passkeys.signInWithPassword(ada.identifier, ''))).code).to.equal('invalid_request');
    expect(requests).to.deep.equal([]);
  });

  it('tells when to come back', async () => {
    await plan({
      path: '**/login/password',
      effect: 'fail',
      status: 429,
      error_code: 'rate_limited',
      retry_after: 60,
    });
    const { passkeys } = new TestClient('shop');
    const error = await failure(passkeys.signInWithPassword(ada.identifier, ada.password));
    expect(error).to.include({ code: 'rate_limited', retryAfter: 60 });
  });

  for (const workspace of ['shop', 'portal'] satisfies Workspace[]) {
    it(`goes on with a passkey as the second factor, in ${workspace}`, () =>
      withVirtualAuthenticator('internal', async () => {
        const page = new TestClient(workspace);
        await page.signInAda();
        await page.passkeys.enroll();
        await setPool({
          authentication_mechanisms: ['password'],
          second_factor_authentication_mechanisms: ['webauthn'],
          preferred_authentication_mechanism: 'password',
        });
        const { passkeys } = new TestClient(workspace, signedOut);
        const asked = await passkeys.signInWithPassword(ada.identifier, ada.password);
        expect(asked.is).to.equal('second-factor');
        const secondFactor = asked as SecondFactor;
        passkeys.prepareSignIn({ secondFactor });
        const result = await passkeys.signIn({ secondFactor });
        expect(result).to.include({ is: 'tokens' });
      }));
  }
});
