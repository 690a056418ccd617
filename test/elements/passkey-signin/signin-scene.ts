import { enrolAda } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/**
 * For each test of its `describe`: the world as at the start, somebody with a platform authenticator whom this browser
 * does not remember afterwards, and a place on the page that is gone afterwards with every `<passkey-signin>`.
 */
export class SigninScene {
  authenticator!: VirtualAuthenticator;
  place!: HTMLElement;

  constructor() {
    beforeEach(async () => {
      await resetWorld();
      this.authenticator = await addVirtualAuthenticator('internal');
      this.place = document.body.appendChild(document.createElement('main'));
    });
    afterEach(async () => {
      this.place.remove();
      document.querySelectorAll('passkey-signin').forEach((element) => element.remove());
      await this.authenticator.remove();
      localStorage.clear();
    });
  }
}

/** The same, and Ada has a passkey for the shop. */
export class EnrolledScene extends SigninScene {
  constructor() {
    super();
    beforeEach(() => enrolAda('shop'));
  }
}
