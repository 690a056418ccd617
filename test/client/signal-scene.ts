import { resetWorld } from '../support/mock-control.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';

export const withSignals = unlessFirefox('Firefox has no Signal API');

type Method = 'signalAllAcceptedCredentials' | 'signalUnknownCredential' | 'signalCurrentUserDetails';

const natives = Object.getOwnPropertyDescriptors(PublicKeyCredential);

/** For each test of its `describe`: a fresh world, and a person with a platform authenticator. */
export class SignalScene {
  authenticator!: VirtualAuthenticator;

  constructor() {
    beforeEach(async () => {
      await resetWorld();
      this.authenticator = await addVirtualAuthenticator('internal');
    });
    afterEach(async () => {
      for (const [name, descriptor] of Object.entries(natives)) {
        if (name.startsWith('signal')) Object.defineProperty(PublicKeyCredential, name, descriptor);
      }
      await this.authenticator.remove();
    });
  }

  /** Counts the signals to the browser and passes them on. */
  listen(method: Method): unknown[] {
    const told: unknown[] = [];
    const native = PublicKeyCredential[method].bind(PublicKeyCredential) as (
      options: unknown,
    ) => Promise<void>;
    const value = (options: unknown): Promise<void> => {
      told.push(options);
      return native(options);
    };
    Object.defineProperty(PublicKeyCredential, method, { configurable: true, writable: true, value });
    return told;
  }
}
