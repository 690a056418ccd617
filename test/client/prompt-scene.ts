import { TestClient, until } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { Prompts, type Prompt } from '../support/prompts.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';

/**
 * For each test of its `describe`: a fresh world, a person with a platform authenticator, and every call of
 * `navigator.credentials` recorded.
 */
export class PromptScene {
  authenticator!: VirtualAuthenticator;
  prompts!: Prompts;

  constructor() {
    beforeEach(async () => {
      await resetWorld();
      this.authenticator = await addVirtualAuthenticator('internal');
      this.prompts = new Prompts();
    });
    afterEach(async () => {
      this.prompts.remove();
      await this.authenticator.remove();
    });
  }

  /** Starts something, and gives its request as soon as it is there; the test answers it. */
  async held<T>(start: () => T): Promise<{ readonly prompt: Prompt; readonly running: T }> {
    this.prompts.set({ hold: true });
    const { length } = this.prompts.seen;
    const running = start();
    await until(() => this.prompts.seen.length > length);
    return { prompt: this.prompts.seen[length]!, running };
  }
}

/** The same, and Ada has signed in by password. */
export class SignedInScene extends PromptScene {
  page!: TestClient;

  constructor() {
    super();
    beforeEach(async () => {
      this.page = new TestClient('shop');
      await this.page.signInAda();
      this.page.requests.length = 0;
    });
  }
}
