/** Types for JSX in React 19: `import type {} from 'connect-passkeys/react'`, once, in any file of an app. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Elements, Handlers, Settings } from './template-types.ts';

/** React takes `onTokens` for an event handler: give the element a client, which has an `onTokens` of its own. */
type Markup<Tag extends keyof Elements> = DetailedHTMLProps<HTMLAttributes<Elements[Tag]>, Elements[Tag]> &
  Omit<Settings<Tag>, 'onTokens'> &
  Handlers;

declare module 'react' {
  // React's own types are in this namespace: nothing else adds to them.
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'passkey-signin': Markup<'passkey-signin'>;
      'passkey-manager': Markup<'passkey-manager'>;
    }
  }
}
