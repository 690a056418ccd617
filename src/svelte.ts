/** Types for Svelte 5 templates: `import type {} from 'connect-passkeys/svelte'`, once, in any file of an app. */
import type { HTMLAttributes as Native } from 'svelte/elements';
import type { Handlers, Settings } from './elements/shared/markup.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'passkey-signin': Native<HTMLElementTagNameMap['passkey-signin']> & Settings<'passkey-signin'> & Handlers;
    'passkey-manager': Native<HTMLElementTagNameMap['passkey-manager']> &
      Settings<'passkey-manager'> &
      Handlers;
  }
}
