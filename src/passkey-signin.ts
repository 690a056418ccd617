/** Registers `<passkey-signin>`. */
import { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';

PasskeySignin.define();

declare global {
  interface HTMLElementTagNameMap {
    'passkey-signin': PasskeySignin;
  }
}

export { PasskeySignin };
export type * from './elements/shared/events.ts';
export { registerLanguage } from './elements/shared/localize.ts';
export type { LanguageLoader, Messages, WordOverrides } from './elements/shared/localize.ts';
