/** Registers both elements. */
export { PasskeyManager } from './passkey-manager.ts';
export { PasskeySignin } from './passkey-signin.ts';
