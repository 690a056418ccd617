import { resetWorld, TestClient } from '../support/client.ts';
import { photograph } from '../support/looks.ts';
import { signinStates } from '../support/passkey-signin-states.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';

describe('pictures of <passkey-signin>', () => {
  let authenticator: VirtualAuthenticator | undefined;

  const prepare = async (): Promise<void> => {
    await resetWorld();
    await authenticator?.remove();
    authenticator = await addVirtualAuthenticator('internal');
    const client = new TestClient('shop');
    await client.signInAda();
    await client.passkeys.enroll();
  };

  for (const [name, open] of Object.entries(signinStates)) {
    it(name, () =>
      photograph(`passkey-signin/${name}`, async (parent) => {
        await prepare();
        await open({ parent });
      }),
    ).timeout(60_000);
  }
});
