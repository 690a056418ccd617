/** The script of a hosted page's template: the element and nothing else. */
import '../../../src/passkey-signin.ts';
import { createPasskeys, hostedPageConfig } from '../../../src/index.ts';

declare global {
  interface Window {
    /** Makes an account with a passkey, as the sign-up page of Connect does. */
    signUp(): void;
  }
}

window.signUp = () => {
  const config = hostedPageConfig(location);
  if (config) void createPasskeys({ ...config, remember: false }).signUp('ada@example.com');
};
