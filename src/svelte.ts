/** Types for Svelte 5 templates: `import type {} from 'connect-passkeys/svelte'`, once, in any file of an app. */
import type { HTMLAttributes as Native } from 'svelte/elements';
import type { Elements, Handlers, Settings } from './template-types.ts';

type Markup<Tag extends keyof Elements> = Native<Elements[Tag]> & Settings<Tag> & Handlers;

export type * from './elements/shared/events.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'passkey-signin': Markup<'passkey-signin'>;
    'passkey-manager': Markup<'passkey-manager'>;
  }
}
