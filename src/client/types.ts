/** The shape of the client: what `createPasskeys` gives. Types only. */
import type { PasskeyError } from '../errors.ts';
import type { Mechanism, TokenReply } from '../api/contract.ts';
import type { DetectedMode, Mode } from './config.ts';
import type { Support } from '../webauthn/capabilities.ts';
import type { Diagnosis } from './diagnosis.ts';

export type * from './config.ts';
export type { Diagnosis } from './diagnosis.ts';
export type { Support } from '../webauthn/capabilities.ts';
export type { Permitted } from '../webauthn/environment.ts';

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
  /** Classic: whose passkey. Ignored in Smart mode. */
  readonly identifier?: string;
  /** The answer of `signInWithPassword` that asked for a second factor: continues for that person. */
  readonly secondFactor?: SecondFactor;
  readonly hints?: readonly Hint[];
  /** `immediate`: only passkeys at hand, no dialog otherwise; rejects with `no_passkey` or `unsupported`. */
  readonly mediation?: 'modal' | 'immediate';
}

/** What the server answered to a sign-in. */
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
    };

/** The password was right and the pool asks for more: `signIn({ secondFactor })` goes on for that person. */
export interface SecondFactor {
  readonly is: 'second-factor';
  /** What the server takes as the second factor, in its own names. */
  readonly mechanisms: readonly Mechanism[];
  /** The transaction that goes on. */
  readonly loginId: string;
  readonly loginState: string;
}

export interface AutofillOptions extends PromptCallOptions {
  readonly onSignedIn: (result: SignInResult) => void;
  /** For developers only: autofill fails silently for the person. */
  readonly onFailed?: (error: PasskeyError) => void;
}

export interface EnrollOptions extends PromptCallOptions {
  /** Default: the provider's or the device's name, numbered when taken. */
  readonly name?: string;
  /** A promoted prompt asks for `platform`, a management page leaves it open. */
  readonly attachment?: AuthenticatorAttachment;
  readonly hints?: readonly Hint[];
}

export interface Passkey {
  /** Record ID: what rename and remove take. */
  readonly id: string;
  readonly name: string;
  /** Absent where the tenant does not tell. */
  readonly mode?: Mode;
  /** False: made for the other mode, must be set up again. Absent where the tenant does not tell. */
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
  /** How many passkeys are allowed; absent where nobody says. */
  readonly capacity?: number;
  /** The tenant told the mode of each passkey and none works now: offer to set up again. */
  readonly needsNewPasskey: boolean;
  /** True: the person may remove the last passkey too (helpdesk). */
  readonly mayRemoveLast: boolean;
  /** The person's first identifier, e.g. their email address. */
  readonly userName?: string;
}

/** A passkey that was just made. */
export interface EnrolledPasskey {
  /** Record ID; absent where the tenant's list does not show it yet. */
  readonly id?: string;
  /** Absent where the server took no name. */
  readonly name?: string;
  /** WebAuthn credential ID, base64url. */
  readonly credentialId: string;
  readonly mode: Mode;
}

/** Where a list of passkeys is kept: the person's own (self-service), or a user's as a helpdesk sees it. */
export interface PasskeyDirectory {
  /**
   * Loads the list; nothing of it is cached.
   *
   * @throws PasskeyError `unauthorized`, `offline` and others
   */
  list(options?: CallOptions): Promise<PasskeyList>;
  /**
   * Prompts for a new passkey in the mode that is active, and gives it a name.
   *
   * @throws PasskeyError `cancelled`, `already_registered`, `authenticator_unfit`, `capacity_reached` and others
   */
  enroll(options?: EnrollOptions): Promise<EnrolledPasskey>;
  /**
   * @param id of the record, as `list` has it
   * @param name 1 to 64 characters
   * @throws PasskeyError `not_found`, `invalid_request` and others
   */
  rename(id: string, name: string, options?: CallOptions): Promise<void>;
  /**
   * @param id of the record, as `list` has it
   * @throws PasskeyError `last_passkey`, `not_found` and others
   */
  remove(id: string, options?: CallOptions): Promise<void>;
}

/** The client of one workspace. Whatever fails rejects with a `PasskeyError`: docs/errors.md says why and what to do. */
export interface Passkeys extends PasskeyDirectory {
  /** Capabilities of this browser, asked once with a time limit. Never rejects. */
  support(): Promise<Support>;
  /**
   * How passkeys work in the workspace: as configured, else as the workspace tells.
   *
   * @throws PasskeyError `configuration`, `unauthorized`, `offline` and others
   */
  mode(options?: ModeOptions): Promise<DetectedMode>;
  /**
   * Fetches options ahead, so that the next `signIn` prompts without waiting, and keeps them fresh until they
   * are used or the signal is aborted. Never throws, never prompts.
   */
  prepareSignIn(options?: Pick<SignInOptions, 'identifier' | 'secondFactor' | 'signal'>): void;
  /** The same for `enroll`. */
  prepareEnroll(options?: CallOptions): void;
  /**
   * Prompts for a passkey and signs in with it; needs `poolId`.
   *
   * @throws PasskeyError `cancelled`, `timed_out`, `unknown_credential`, `invalid_request` in Classic mode without
   *   an identifier, and others
   */
  signIn(options?: SignInOptions): Promise<SignInResult>;
  /** @throws PasskeyError `wrong_credentials` and others; a second factor is an answer and no failure */
  signInWithPassword(
    identifier: string,
    password: string,
    options?: CallOptions,
  ): Promise<SignInResult | SecondFactor>;
  /**
   * Makes an account together with its first passkey, and signs in with it.
   *
   * @param identifier of the new account, e.g. an email address
   * @throws PasskeyError `cancelled`, `verification_failed` and others
   */
  signUp(identifier: string, options?: EnrollOptions): Promise<SignInResult>;
  /**
   * Offers passkeys in the username field's autofill until it is stopped. Gives way to every other ceremony and comes
   * back afterwards. Does nothing in Classic mode and in browsers without it.
   */
  autofill(options: AutofillOptions): { stop(): void };
  /** Immediate mode for a "Sign in" link; falls back to the link's `href`. Returns how to undo it. */
  signInFromLink(anchor: HTMLAnchorElement, onSignedIn: (result: SignInResult) => void): () => void;
  /**
   * Silent creation right after a password sign-in, where the option `upgrade` is on. Never prompts, never rejects;
   * `undefined` when no passkey was made.
   */
  upgrade(options?: CallOptions): Promise<EnrolledPasskey | undefined>;
  /** What this browser remembers, and how to forget it. */
  readonly memory: Memory;
  /** Looks at everything that passkeys depend on, for developers: some requests, no prompt. Never rejects. */
  diagnose(): Promise<Diagnosis>;
}

/** One documented `localStorage` key, without secrets. */
export interface Memory {
  /** Absent where no page asked to remember one. */
  readonly lastUsername: string | undefined;
  /** `undefined` forgets it. */
  rememberUsername(identifier: string | undefined): void;
  /** Seconds since the epoch at which the person said "Not now" to an offer. */
  readonly notNowAt: number | undefined;
  rememberNotNow(): void;
  /** Passkeys that were made or used in this browser: base64url, the latest first. */
  readonly usedCredentialIds: readonly string[];
  /** Removes the key. */
  forget(): void;
}
