/** Types for Vue templates: `import type {} from 'connect-passkeys/vue'`, once, in any file of an app. */
import type { DefineComponent } from 'vue';
import type { Settings } from './elements/shared/markup.ts';

declare module 'vue' {
  interface GlobalComponents {
    'passkey-signin': DefineComponent<Settings<'passkey-signin'>>;
    'passkey-manager': DefineComponent<Settings<'passkey-manager'>>;
  }
}
