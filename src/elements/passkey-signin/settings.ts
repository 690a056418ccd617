import { LitElement } from 'lit';

import type { AccessToken, Mode, Passkeys, PasskeysConfig } from '../../ceremonies/passkeys.ts';
import type { TokenReply } from '../../wire/contract.ts';
import type { WordOverrides } from '../shared/words.ts';

/** What a page can set on the element, in any order, before or after it is connected or defined. */
export abstract class SigninSettings extends LitElement {
  static override properties = {
    issuer: {},
    poolId: { attribute: 'pool-id' },
    workspaceId: { attribute: 'workspace-id' },
    tenantId: { attribute: 'tenant-id' },
    mode: {},
    for: {},
    preferred: {},
    username: {},
    rememberUsername: { type: Boolean, attribute: 'remember-username' },
    withoutAutofill: { type: Boolean, attribute: 'without-autofill' },
    upgrade: { type: Boolean },
    client: { attribute: false },
    accessToken: { attribute: false },
    onTokens: { attribute: false },
    reauthenticate: { attribute: false },
    words: { attribute: false },
  };

  /** OAuth issuer of the workspace, the value an OIDC library is given. */
  declare issuer: string | undefined;
  /** Identity pool of the people who sign in. */
  declare poolId: string | undefined;
  /** Workspace, where the issuer does not end with it: a vanity domain of one workspace. */
  declare workspaceId: string | undefined;
  /** Tenant, where it cannot be read from the issuer; empty for a vanity domain of the tenant. */
  declare tenantId: string | undefined;
  /** How passkeys work in the workspace; `auto` finds out. */
  declare mode: 'auto' | Mode;
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
   * A client made with `createPasskeys`, in place of the attributes that describe the workspace. Frameworks that
   * take `onTokens` for an event handler pass this instead: the client has an `onTokens` of its own.
   */
  declare client: Passkeys | undefined;
  /** Gives a fresh access token of the person who has just signed in; without it no passkey is offered. */
  declare accessToken: AccessToken | undefined;
  /** Receives the tokens, where the server answers with tokens. They are put nowhere else. */
  declare onTokens: ((tokens: TokenReply) => void | Promise<void>) | undefined;
  /** Has the person authenticate again, where making a passkey needs it. */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
  /** Words to use in place of the element's own. */
  declare words: WordOverrides | undefined;

  constructor() {
    super();
    this.mode = 'auto';
    this.preferred = 'passkey';
    this.rememberUsername = false;
    this.withoutAutofill = false;
    this.upgrade = false;
  }
}
