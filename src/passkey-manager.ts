/** Registers `<passkey-manager>`. */
import { PasskeyManager } from './elements/passkey-manager/passkey-manager.ts';

PasskeyManager.define();

declare global {
  interface HTMLElementTagNameMap {
    'passkey-manager': PasskeyManager;
  }
}

export { PasskeyManager };
export type * from './elements/shared/events.ts';
export { registerLanguage } from './elements/shared/localize.ts';
export type { LanguageLoader, Messages, WordOverrides } from './elements/shared/localize.ts';
