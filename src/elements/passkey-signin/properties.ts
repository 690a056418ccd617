import type { PropertyDeclarations } from 'lit';

import type { AccessToken, PasskeysConfig } from '../../client/types.ts';
import type { TokenReply } from '../../api/contract.ts';
import { text, textOr, WorkspaceSettings } from '../shared/base-element.ts';

/** What a page can set on the element. */
export abstract class SigninSettings extends WorkspaceSettings {
  static override properties: PropertyDeclarations = {
    for: { converter: text },
    preferred: { converter: textOr('passkey') },
    username: { converter: text },
    rememberUsername: { type: Boolean, attribute: 'remember-username' },
    withoutAutofill: { type: Boolean, attribute: 'without-autofill' },
    upgrade: { type: Boolean },
    transaction: { converter: text },
    accessToken: { attribute: false },
    onTokens: { attribute: false },
    reauthenticate: { attribute: false },
  };

  /** ID of a username field of the page, in the same document or shadow root; the element then has none. */
  declare for: string | undefined;
  /** What comes first: the passkey button, or the slot `other-ways`. */
  declare preferred: 'passkey' | 'other';
  /** Classic: a person the page knows. Shown in place of the field. */
  declare username: string | undefined;
  /** Classic: remembers in this browser who signed in last, and shows the name the next time. */
  declare rememberUsername: boolean;
  /** Smart: no passkeys in the field's autofill, and so no field. */
  declare withoutAutofill: boolean;
  /** Lets the browser make a passkey silently after a password sign-in, where it can. */
  declare upgrade: boolean;
  /**
   * The OAuth transaction that people sign in for; `from-url` says that this page is a hosted sign-in page. One at
   * Connect's own address is known to be.
   */
  declare transaction: PasskeysConfig['transaction'];
  /** Gives a fresh access token of the person who has just signed in; without it no passkey is offered. */
  declare accessToken: AccessToken | undefined;
  /**
   * Receives the tokens, where the server answers with tokens. They are put nowhere else. Frameworks that take this
   * for an event handler pass a `client`, which has an `onTokens` of its own.
   */
  declare onTokens: ((tokens: TokenReply) => void | Promise<void>) | undefined;
  /** Has the person authenticate again, where making a passkey needs it. */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;

  constructor() {
    super();
    this.preferred = 'passkey';
    this.rememberUsername = false;
    this.withoutAutofill = false;
    this.upgrade = false;
  }
}
