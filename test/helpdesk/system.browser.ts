import { expect } from 'chai';
import { createSystemClient, systemDirectory, type SystemClient } from '../../src/system.ts';
import { ada, enrolled } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { Prompts } from '../support/prompts.ts';
import { backendToken, setMechanisms } from '../support/settings.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';

const issuer = `${location.origin}/acme/shop`;

describe('a helpdesk console', () => {
  let prompts: Prompts;
  let system: SystemClient;
  let userId: string;

  beforeEach(async () => {
    await resetWorld();
    localStorage.clear();
    prompts = new Prompts();
    system = createSystemClient({ issuer, poolId: 'customers', accessToken: backendToken });
    userId = (await system.userByKey({ identifier: ada.identifier })).user.id;
  });

  afterEach(() => {
    prompts.remove();
  });

  it('cannot hold a client secret', () => {
    const secret = { clientId: 'backoffice', clientSecret: 'backoffice-secret' };
    expect(() => createSystemClient({ issuer, poolId: 'customers', ...secret }))
      .to.throw(/secret/)
      .with.property('code', 'configuration');
  });

  it("puts a person's passkey on their security key and keeps nothing of it", () =>
    withVirtualAuthenticator('usb', async () => {
      const directory = systemDirectory(system, userId);
      const made = await enrolled(directory);
      expect(made).to.include({ mode: 'smart', name: 'Security key' });
      const publicKey = prompts.seen[0]?.options.publicKey as PublicKeyCredentialCreationOptions;
      expect(publicKey.authenticatorSelection).to.include({
        authenticatorAttachment: 'cross-platform',
        residentKey: 'required',
      });
      const { passkeys } = await directory.list();
      expect(passkeys.map(({ id, name, usedHere }) => [id, name, usedHere])).to.deep.equal([
        [made.id, 'Security key', false],
      ]);
      expect(localStorage).to.have.length(0);
    }));

  it('asks for a security key or a phone, unless it is told otherwise', async () => {
    prompts.set({ hold: true });
    const hintsOf = async (options = {}): Promise<unknown> => {
      const seen = prompts.next();
      const enrolling = systemDirectory(system, userId)
        .enroll(options)
        .catch((error: unknown) => error);
      const prompt = await seen;
      prompt.cancel();
      expect(await enrolling).to.have.property('name', 'PasskeyError');
      return (prompt.options.publicKey as { readonly hints?: unknown }).hints;
    };
    expect(await hintsOf()).to.deep.equal(['security-key', 'hybrid']);
    expect(await hintsOf({ hints: ['hybrid'] })).to.deep.equal(['hybrid']);
  });

  it('enrols for Classic where no workspace of the pool has Smart', () =>
    withVirtualAuthenticator('usb', async () => {
      await setMechanisms('shop', ['password']);
      const directory = systemDirectory(system, userId);
      expect(await directory.enroll()).to.include({ mode: 'classic' });
      expect(await directory.list()).to.include({ mode: 'classic', mayRemoveLast: true });
    }));

  it('says when no workspace has passkeys', async () => {
    await setMechanisms('shop', ['password']);
    await setMechanisms('portal', ['password']);
    const refusal = await systemDirectory(system, userId)
      .enroll()
      .catch((error: unknown) => error);
    expect(refusal).to.have.property('code', 'mechanism_disabled');
  });
});
