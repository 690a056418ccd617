import { enrolAda } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/**
 * For each test of its `describe`: a fresh world, a person with a platform authenticator, and a place on the page.
 * Afterwards the place is removed with every `<passkey-signin>`, and the browser forgets the person.
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
