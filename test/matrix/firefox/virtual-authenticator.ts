import { expect } from 'chai';
import { withVirtualAuthenticator } from '../../support/virtual-authenticator.ts';

const challenge = () => crypto.getRandomValues(new Uint8Array(32));

describe('the virtual authenticator of Firefox', () => {
  it('makes and uses a discoverable credential', () =>
    withVirtualAuthenticator('internal', async (authenticator) => {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: challenge(),
          rp: { id: 'localhost', name: 'Test' },
          user: { id: Uint8Array.of(1, 2, 3), name: 'ada@example.com', displayName: 'Ada' },
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { residentKey: 'required' },
        },
      });
      const used = await navigator.credentials.get({ publicKey: { challenge: challenge() } });
      expect(used?.id).to.equal(made?.id);
      expect(await authenticator.credentials()).to.have.length(1);
    }));

  it('reaches the mock server on the origin of the tests', async () => {
    expect((await fetch('/acme/shop/identity/v2/self/me')).status).to.equal(401);
  });
});
