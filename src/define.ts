/** Registers both elements. */
export { registerLanguage } from './elements/shared/localize.ts';
export type { LanguageLoader, Messages, WordOverrides } from './elements/shared/localize.ts';
export type * from './elements/shared/events.ts';
export { PasskeyManager } from './passkey-manager.ts';
export { PasskeySignin } from './passkey-signin.ts';
