/** Arguments and results of the client's calls. Types only. */
import type { PasskeyError } from '../errors.ts';
import type { Mechanism, TokenReply } from '../api/contract.ts';
import type { DetectedMode, Mode } from './config.ts';

export interface CallOptions {
  /** Covers the requests, the prompt and the verification. */
  readonly signal?: AbortSignal;
}

/** Options of the calls that prompt. */
export interface PromptCallOptions extends CallOptions {
  /** Called when the browser has answered the prompt, before the server is asked to verify the answer. */
  readonly onAnswer?: () => void;
}

export interface ModeOptions extends CallOptions {
  /**
   * `sign-in`: by the begin that the next sign-in needs anyway, as a page does on which nobody is signed in.
   * Default: by the profile, where there is an access token.
   */
  readonly by?: 'profile' | 'sign-in';
}

/** Which kind of authenticator the browser shows first: Web Authentication Level 3, "User-agent Hints Enumeration". */
export type Hint = 'security-key' | 'client-device' | 'hybrid';

export interface SignInOptions extends PromptCallOptions {
  /** The person, in Classic mode. Ignored in Smart mode. */
  readonly identifier?: string;
  /** The answer of `signInWithPassword` that asked for a second factor: continues for that person. */
  readonly secondFactor?: SecondFactor;
  readonly hints?: readonly Hint[];
  /** `immediate`: only passkeys at hand, no dialog otherwise; rejects with `no_passkey` or `unsupported`. */
  readonly mediation?: 'modal' | 'immediate';
}

/** The server's answer to a sign-in. */
export type SignInResult =
  | {
      readonly is: 'tokens';
      readonly tokens: TokenReply;
      /** `sub` of the tokens, where it can be read. */
      readonly subject?: string;
      /** The passkey sits on another device, e.g. a phone: offer one for this device. */
      readonly crossDevice: boolean;
    }
  | {
      readonly is: 'redirect';
      /** Checked: leads to the issuer, the own origin or a listed origin. The page follows it. */
      readonly redirectTo: URL;
      readonly crossDevice: boolean;
    }
  | {
      /** On a hosted page: its form has been posted, and the browser is leaving the page. */
      readonly is: 'redirecting';
      readonly crossDevice: boolean;
    };

/** The password was right and the pool asks for more: `signIn({ secondFactor })` goes on for that person. */
export interface SecondFactor {
  readonly is: 'second-factor';
  /** Accepted as the second factor, in the server's names. */
  readonly mechanisms: readonly Mechanism[];
  /** The transaction that goes on. */
  readonly loginId: string;
  readonly loginState: string;
}

/** Options of `signInFromLink`. */
export interface LinkOptions {
  /**
   * Offers saved passwords in the same chooser, where the browser can. A second factor is asked for at once; with
   * `upgrade` on, a passkey is created silently afterwards. Default off.
   */
  readonly password?: boolean;
}

/** The way in which a link signed a person in. */
export interface LinkSignIn {
  readonly by: 'passkey' | 'password';
  /** Created silently after a password. Without one, lead the person to where a passkey is offered. */
  readonly passkey?: EnrolledPasskey;
}

export type OnLinkSignIn = (result: SignInResult, how: LinkSignIn) => void;

export interface AutofillOptions extends PromptCallOptions {
  readonly onSignedIn: (result: SignInResult) => void;
  /** For developers: the person sees nothing of it. */
  readonly onFailed?: (error: PasskeyError) => void;
}

/** Names for the kinds of authenticator that have no name of their own. */
export interface KindNames {
  readonly securityKey: string;
  readonly phone: string;
}

export interface EnrollOptions extends PromptCallOptions {
  /** Default: the provider's or the device's name, numbered when it is taken. */
  readonly name?: string;
  /** For the default name of a passkey on another device, in the language of the page. Default: English. */
  readonly kindNames?: KindNames;
  /** A promoted prompt asks for `platform`, a management page leaves it open. */
  readonly attachment?: AuthenticatorAttachment;
  readonly hints?: readonly Hint[];
}

export interface Passkey {
  /** Record ID, for `rename` and `remove`. */
  readonly id: string;
  readonly name: string;
  /** Absent where the tenant does not state it. */
  readonly mode?: Mode;
  /** False: made for the other mode, must be set up again. Absent where the tenant does not state it. */
  readonly worksNow?: boolean;
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
  readonly lastUsedAt?: Date;
  /** WebAuthn credential ID, base64url. */
  readonly credentialId?: string;
  /** Model of the authenticator, or password manager: a UUID in lower case. */
  readonly aaguid?: string;
  readonly transports?: readonly string[];
  /** True: synced between devices; false: on one device only; absent: not known. */
  readonly synced?: boolean;
  /** Used in this browser before, as far as it remembers. */
  readonly usedHere: boolean;
}

export interface PasskeyList {
  readonly mode: DetectedMode;
  readonly passkeys: readonly Passkey[];
  /** Maximum number of passkeys; absent where it is not stated. */
  readonly capacity?: number;
  /** The tenant states the mode of each passkey and none works now: offer to set up again. */
  readonly needsNewPasskey: boolean;
  /** True: the person may remove the last passkey too (helpdesk). */
  readonly mayRemoveLast: boolean;
  /** The person's first identifier, e.g. their email address. */
  readonly userName?: string;
}

/** A new passkey. Its record is found and named behind: then `id` and a default `name` are filled in. */
export interface EnrolledPasskey {
  /** Record ID; absent until the tenant's list has shown it. The next `list` waits for it. */
  readonly id?: string;
  /** Absent while there is none, and where the server refused it. */
  readonly name?: string;
  /** WebAuthn credential ID, base64url. */
  readonly credentialId: string;
  readonly mode: Mode;
}
