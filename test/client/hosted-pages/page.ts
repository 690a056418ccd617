/** Runs in the pages of `published-pages.ts`. */
import {
  createPasskeys,
  hostedPageConfig,
  isPasskeyError,
  type Passkeys,
  type PasskeysConfig,
} from '../../../src/index.ts';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly status?: number | undefined;
}

declare global {
  interface Window {
    /** The client that a page without any configuration has. */
    openClient(config?: Partial<PasskeysConfig>): Passkeys;
    passkeys: Passkeys;
    /** The error of a call that must fail. */
    failure(call: Promise<unknown> | undefined): Promise<Failure>;
  }
}

window.openClient = (config = {}) => {
  const found = hostedPageConfig(location);
  if (!found) throw new Error('This is not a hosted page.');
  const form = (): HTMLFormElement | null => document.querySelector('form#template');
  window.passkeys = createPasskeys({ ...found, remember: false, hosted: { form }, ...config });
  return window.passkeys;
};

window.failure = async (call) => {
  try {
    await call;
  } catch (error) {
    if (!isPasskeyError(error)) throw error;
    const { code, message, status } = error;
    return { code, message, status };
  }
  throw new Error('The call succeeded.');
};
