import type { AutofillOptions, SignInResult } from '../../src/client/types.ts';
import { pageWithPasskey, signedOut, type TestClient, until } from './client.ts';
import { resetWorld } from './mock-control.ts';
import { Prompts, type Prompt } from './prompts.ts';
import { settled, FakeClock } from './fake-clock.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.ts';

/** A sign-in page with autofill, on a clock that stands still; its prompts wait for the test. */
export class AutofillScene {
  readonly prompts = new Prompts();
  readonly clock = new FakeClock();
  readonly signedIn: SignInResult[] = [];
  /** Codes that `onFailed` received. */
  readonly failures: string[] = [];
  readonly #authenticator: VirtualAuthenticator;
  #running: { stop(): void } | undefined;

  private constructor(authenticator: VirtualAuthenticator) {
    this.#authenticator = authenticator;
  }

  static async open(): Promise<AutofillScene> {
    await resetWorld();
    return new AutofillScene(await addVirtualAuthenticator('internal'));
  }

  async close(): Promise<void> {
    this.stop();
    await settled();
    this.prompts.remove();
    await this.#authenticator.remove();
  }

  start(page: TestClient, options: Partial<AutofillOptions> = {}): void {
    this.prompts.set({ hold: true });
    this.#running = page.passkeys.autofill({
      onSignedIn: (result) => this.signedIn.push(result),
      onFailed: ({ code }) => this.failures.push(code),
      ...options,
    });
  }

  stop(): void {
    this.#running?.stop();
  }

  /** The page of a person who has a passkey, with its request armed. */
  async armed(
    config: Parameters<typeof pageWithPasskey>[1] = {},
  ): Promise<{ page: TestClient; prompt: Prompt }> {
    const page = await pageWithPasskey('shop', { ...signedOut, ...config }, this.clock);
    const prompt = this.nextPrompt();
    this.start(page);
    return { page, prompt: await prompt };
  }

  /** The next request from now on. */
  async nextPrompt(): Promise<Prompt> {
    const { seen } = this.prompts;
    const { length } = seen;
    await until(() => seen.length > length);
    return seen[length]!;
  }
}
