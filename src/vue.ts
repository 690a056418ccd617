/** Types for Vue templates: `import type {} from 'connect-passkeys/vue'`, once, in any file of an app. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { Elements, Listeners, Settings } from './template-types.ts';

/** `@passkey-signed-in` is `onPasskeySignedIn` for Vue's compiler. */
type Markup<Tag extends keyof Elements> = DefineComponent<
  Omit<HTMLAttributes, keyof Settings<Tag>> & Settings<Tag> & Listeners
>;

declare module 'vue' {
  interface GlobalComponents {
    'passkey-signin': Markup<'passkey-signin'>;
    'passkey-manager': Markup<'passkey-manager'>;
  }
}
