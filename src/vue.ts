/** Types for Vue templates: `import type {} from 'connect-passkeys/vue'`, once, in any file of an app. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { Elements, Handlers, Settings } from './template-types.ts';

type Markup<Tag extends keyof Elements> = DefineComponent<
  Omit<HTMLAttributes, keyof Settings<Tag>> & Settings<Tag> & Listeners
>;

/** `@passkey-signed-in` is `onPasskeySignedIn` for Vue's compiler. */
type Listeners = {
  [Name in keyof Handlers as Name extends `on${infer Event}` ? `on${Pascal<Event>}` : never]: Handlers[Name];
};

type Pascal<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Pascal<Rest>}`
  : Capitalize<Name>;

declare module 'vue' {
  interface GlobalComponents {
    'passkey-signin': Markup<'passkey-signin'>;
    'passkey-manager': Markup<'passkey-manager'>;
  }
}
