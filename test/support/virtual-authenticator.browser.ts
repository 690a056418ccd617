import { expect } from 'chai';
import type { Preset } from './authenticator-presets.ts';
import { takePageErrors } from './page.ts';
import { addVirtualAuthenticator, withVirtualAuthenticator } from './virtual-authenticator.ts';

const challenge = () => crypto.getRandomValues(new Uint8Array(32));

function create(residentKey: ResidentKeyRequirement): Promise<Credential | null> {
  const user = { id: Uint8Array.of(1, 2, 3), name: 'ada@example.com', displayName: 'Ada' };
  return navigator.credentials.create({
    publicKey: {
      challenge: challenge(),
      rp: { id: 'localhost', name: 'Test' },
      user,
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey, userVerification: 'preferred' },
    },
  });
}

function get(): Promise<Credential | null> {
  return navigator.credentials.get({ publicKey: { challenge: challenge(), rpId: 'localhost' } });
}

describe('the virtual authenticator', () => {
  for (const preset of ['internal', 'usb', 'hybrid'] satisfies Preset[]) {
    it(`makes and uses a discoverable credential as ${preset}`, () =>
      withVirtualAuthenticator(preset, async (authenticator) => {
        const made = await create('required');
        const used = await get();
        expect(used?.id).to.equal(made?.id);
        expect(await authenticator.credentials()).to.have.length(1);
      }));
  }

  it('refuses a discoverable credential as u2f', () =>
    withVirtualAuthenticator('u2f', async () => {
      const refusal = await create('required').catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(DOMException).with.property('name', 'NotAllowedError');
    }));

  it('tells what happens to its credentials', () =>
    withVirtualAuthenticator('internal', async (authenticator) => {
      await create('required');
      await authenticator.nextEvent('added');
      await get();
      expect((await authenticator.nextEvent('asserted')).detail).to.have.property('credential');
      expect(await authenticator.events()).to.deep.equal([]);
    }));

  it('lets the person fail verification', async () => {
    const authenticator = await addVirtualAuthenticator('internal');
    await create('required');
    await authenticator.setUserVerified(false);
    const refusal = await navigator.credentials
      .get({ publicKey: { challenge: challenge(), userVerification: 'required' } })
      .catch((error: unknown) => error);
    expect(refusal).to.have.property('name', 'NotAllowedError');
    await authenticator.remove();
  });
});

describe('a test page', () => {
  it('reports console errors, which the test takes', async () => {
    console.error('on purpose');
    expect(await takePageErrors()).to.deep.equal(['on purpose']);
  });
});
