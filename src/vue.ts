/** Types for Vue templates: `import type {} from 'connect-passkeys/vue'`, once, in any file of an app. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { Elements, Listeners, Settings } from './template-types.ts';

/** `@passkey-signed-in` is `onPasskeySignedIn` for Vue's compiler. */
type Markup<Tag extends keyof Elements> = DefineComponent<
  Omit<HTMLAttributes, keyof Settings<Tag>> & Settings<Tag> & Listeners
>;

export type * from './elements/shared/events.ts';

declare module 'vue' {
  /** Vue's types do not know that HTML has it: it names the slot of an element that a child goes into. */
  interface HTMLAttributes {
    slot?: string | undefined;
  }
  interface FormHTMLAttributes {
    /** Marks the password form that `<passkey-signin>` submits. */
    'data-passkey-password'?: boolean | '' | undefined;
  }
  interface GlobalComponents {
    'passkey-signin': Markup<'passkey-signin'>;
    'passkey-manager': Markup<'passkey-manager'>;
  }
}
