/** Registers `<passkey-manager>`. */
import { PasskeyManager } from './elements/passkey-manager/passkey-manager.ts';

PasskeyManager.define();

declare global {
  interface HTMLElementTagNameMap {
    'passkey-manager': PasskeyManager;
  }
}

export { PasskeyManager };
