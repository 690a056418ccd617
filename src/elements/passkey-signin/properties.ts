import type { PropertyDeclarations } from 'lit';

import type { AccessToken, PasskeysConfig } from '../../client/types.ts';
import type { TokenReply } from '../../api/contract.ts';
import { text, textOr, WorkspaceSettings } from '../shared/base-element.ts';

/** The properties and attributes of the element. */
export abstract class SigninSettings extends WorkspaceSettings {
  static override properties: PropertyDeclarations = {
    for: { converter: text },
    preferred: { converter: textOr('passkey') },
    username: { converter: text },
    rememberUsername: { type: Boolean, attribute: 'remember-username' },
    withoutAutofill: { type: Boolean, attribute: 'without-autofill' },
    upgrade: { type: Boolean },
    transaction: { converter: text },
    identifier: { converter: text },
    userId: { converter: text, attribute: 'user-id' },
    signUp: { converter: toSignUp, attribute: 'sign-up' },
    appUrl: { converter: text, attribute: 'app-url' },
    accessToken: { attribute: false },
    onTokens: { attribute: false },
    reauthenticate: { attribute: false },
  };

  /** ID of a username field of the page, in the same document or shadow root; the element then has none. */
  declare for: string | undefined;
  /** The method that comes first: the passkey button, or the slot `other-ways`. */
  declare preferred: 'passkey' | 'other';
  /** Classic: the username of a person the page knows. Shown in place of the field. */
  declare username: string | undefined;
  /** Classic: remembers the last username in this browser and shows it at the next visit. */
  declare rememberUsername: boolean;
  /** Smart: turns passkey autofill off, and with it the field. */
  declare withoutAutofill: boolean;
  /** Lets the browser create a passkey silently after a password sign-in, where it can. */
  declare upgrade: boolean;
  /**
   * The OAuth transaction of the sign-in. `from-url` declares this page a hosted sign-in page and reads the transaction
   * from its URL; a page at Connect's own address does so by default.
   */
  declare transaction: PasskeysConfig['transaction'];
  /** Hosted pages: the identifier of the person whom the page's template knows. Shown in place of the field. */
  declare identifier: string | undefined;
  /** Hosted pages: the ID of that person, in a second step or a re-authentication. */
  declare userId: string | undefined;
  /**
   * Lets people create an account with a passkey: `offered` (or the attribute alone) by a button below the sign-in,
   * `first` on a page for sign-up, such as Connect's own, where it is the default.
   */
  declare signUp: 'offered' | 'first' | undefined;
  /**
   * Hosted pages: where the application starts a sign-in. People are led there when the transaction has expired or was
   * used; without it the page is reloaded, because the server's page knows the way back.
   */
  declare appUrl: string | undefined;
  /** Returns a fresh access token of the person who has just signed in; without it no passkey is offered. */
  declare accessToken: AccessToken | undefined;
  /**
   * Receives the tokens, where the server answers with tokens. The element keeps no copy. A `Response` that it returns
   * counts: with an unsuccessful one the sign-in fails. Frameworks that take this for an event handler pass a `client`,
   * which has an `onTokens` of its own.
   */
  declare onTokens: ((tokens: TokenReply) => unknown) | undefined;
  /** Has the person authenticate again when the server asks for it before a passkey is created. */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;

  constructor() {
    super();
    this.preferred = 'passkey';
    this.rememberUsername = false;
    this.withoutAutofill = false;
    this.upgrade = false;
  }
}

/** `sign-up` alone means `offered`. */
function toSignUp(value: string | null): 'offered' | 'first' | undefined {
  if (value === null) return undefined;
  return value === 'first' ? 'first' : 'offered';
}

/** @returns `undefined` for another scheme: a `javascript:` URL would run in the page */
export function toHttpUrl(url: string | undefined): string | undefined {
  if (url == null || !URL.canParse(url, document.baseURI)) return undefined;
  const { protocol, href } = new URL(url, document.baseURI);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
