import type { PasskeysConfig } from '../../../src/client/types.ts';
import { TestClient } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/**
 * For each test of its `describe`: the world as at the start, Ada signed in by password with an authenticator of her
 * device, and a place on the page that is gone afterwards with everything in it.
 */
export class ManagerScene {
  authenticator!: VirtualAuthenticator;
  client!: TestClient;
  place!: HTMLElement;

  constructor(config: () => Partial<PasskeysConfig> = () => ({})) {
    beforeEach(async () => {
      await resetWorld();
      this.authenticator = await addVirtualAuthenticator('internal');
      this.client = new TestClient('shop', config());
      await this.client.signInAda();
      this.place = document.body.appendChild(document.createElement('main'));
    });
    afterEach(async () => {
      this.place.remove();
      this.client.passkeys.memory.forget();
      await this.authenticator.remove();
    });
  }

  open(): Promise<PasskeyManagerPage> {
    return PasskeyManagerPage.loaded({ client: this.client.passkeys }, this.place);
  }

  /** Another device in the place of the one that was there: it has no passkey yet. */
  async takeAnother(preset: 'internal' | 'usb' = 'internal'): Promise<void> {
    await this.authenticator.remove();
    this.authenticator = await addVirtualAuthenticator(preset);
  }

  /** Ada makes passkeys of these names, each with another device; the last of them stays. */
  async enroll(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.takeAnother();
      await this.client.passkeys.enroll({ name });
    }
  }
}
