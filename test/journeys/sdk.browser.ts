import { expect } from 'chai';
import { ada, enrolled, TestClient, type Workspace } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import type { Preset } from '../support/authenticator-presets.ts';
import { addVirtualAuthenticator, withVirtualAuthenticator } from '../support/virtual-authenticator.ts';

const journeys: readonly (readonly [Workspace, Preset])[] = [
  ['shop', 'internal'],
  ['shop', 'usb'],
  ['portal', 'internal'],
  ['portal', 'usb'],
  ['portal', 'u2f'],
];

describe('a person and the SDK', () => {
  beforeEach(resetWorld);

  for (const [workspace, preset] of journeys) {
    const mode = workspace === 'shop' ? 'smart' : 'classic';

    it(`go from the password to the last passkey in ${mode} mode on ${preset}`, async () => {
      const page = new TestClient(workspace);
      const { passkeys } = page;
      const key = await addVirtualAuthenticator(preset);
      await page.signInAda();
      expect(await passkeys.mode()).to.equal(mode);

      const first = await enrolled(passkeys, { name: 'Work key' });
      expect(first).to.include({ name: 'Work key', mode });

      page.signOut();
      const signedIn = await passkeys.signIn(mode === 'classic' ? { identifier: ada.identifier } : {});
      expect(signedIn).to.include({ is: 'tokens', crossDevice: preset !== 'internal' });

      await passkeys.rename(first.id, 'Old key');
      expect((await passkeys.list()).passkeys.map(({ name }) => name)).to.deep.equal(['Old key']);

      await key.remove();
      await withVirtualAuthenticator('hybrid', async () => {
        const second = await enrolled(passkeys, { name: 'Phone' });
        await passkeys.remove(first.id);
        const { passkeys: left } = await passkeys.list();
        expect(left.map(({ id }) => id)).to.deep.equal([second.id]);
        expect(left[0]).to.include({ name: 'Phone', mode, worksNow: true });
        expect(await passkeys.remove(second.id).catch(codeOf)).to.equal('last_passkey');
      });
    });
  }

  it('learn that an old security key cannot do Smart mode', () =>
    withVirtualAuthenticator('u2f', async () => {
      const page = new TestClient('shop');
      const { passkeys } = page;
      await page.signInAda();
      const refusal = await passkeys.enroll().catch((error: unknown) => error);
      expect(refusal).to.include({ code: 'authenticator_unfit', inferred: true });
      expect((await passkeys.list()).passkeys).to.deep.equal([]);
    }));
});

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;
