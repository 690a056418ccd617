/** Registers `<passkey-signin>`. */
import { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';

PasskeySignin.define();

declare global {
  interface HTMLElementTagNameMap {
    'passkey-signin': PasskeySignin;
  }
}

export { PasskeySignin };
