/** What the templates are given. */
import type { Passkey } from '../../client/types.ts';
import type { Messages } from '../../i18n/en.ts';
import type * as dialogs from './dialogs.ts';
import type * as listing from './list-view.ts';
import type * as remoteView from './code-registration-view.ts';
import type { ManagerState } from './state.ts';

/** Everything that the view depends on. */
export interface ManagerView {
  readonly state: ManagerState;
  /** The browser has WebAuthn. */
  readonly supported: boolean;
  /** The browser tells password managers what was removed. */
  readonly tellsProviders: boolean;
  /** The person is asked to confirm who they are; what they do waits for it. */
  readonly confirming: boolean;
  /** Names of providers by AAGUID, as far as they are loaded. */
  readonly providers: ReadonlyMap<string, string>;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** In a helpdesk, with its words in place of those for the person themselves. */
  readonly words: Messages['manager'];
  readonly errors: Messages['errors'];
  /** There when a list is. */
  readonly listing: typeof listing | undefined;
  /** Templates that are loaded before their first use. */
  readonly dialogs: typeof dialogs | undefined;
  readonly helpdesk: Helpdesk | undefined;
}

/** Somebody looks after another person's passkeys. */
export interface Helpdesk {
  readonly words: Messages['helpdesk'];
  /** Where people who are elsewhere can be sent a code. */
  readonly remote: typeof remoteView | undefined;
}

/** What the person can do; the same functions for as long as the element lives. */
export interface ManagerActions {
  readonly add: () => void;
  /** They are about to. */
  readonly prepare: () => void;
  readonly retry: () => void;
  readonly edit: (id: string) => void;
  readonly stopEditing: () => void;
  readonly rename: (id: string, name: string) => void;
  readonly askToRemove: (passkeys: readonly Passkey[]) => void;
  readonly cancelRemoval: () => void;
  readonly remove: (passkeys: readonly Passkey[]) => void;
  readonly confirm: () => void;
  readonly decline: () => void;
  readonly sendCode: (address: string) => void;
  readonly useCode: (code: string) => void;
}
