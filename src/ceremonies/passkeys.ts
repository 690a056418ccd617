/** The shape of the client: what `createPasskeys` gives. Types only. */
import type { PasskeyError } from '../errors.ts';
import type { Mechanism, TokenReply } from '../wire/contract.ts';
import type { DetectedMode, Mode } from './config.ts';
import type { Diagnosis } from './diagnosis.ts';

export type * from './config.ts';
export type { Answer, Diagnosis } from './diagnosis.ts';

export interface CallOptions {
  /** Covers the requests, the prompt and the verification. */
  readonly signal?: AbortSignal;
}

export interface ModeOptions extends CallOptions {
  /**
   * `sign-in`: by the begin that the next sign-in needs anyway, as a page does on which nobody is signed in.
   * Default: by the profile, where there is an access token.
   */
  readonly by?: 'profile' | 'sign-in';
}

export type Hint = 'security-key' | 'client-device' | 'hybrid';

export interface SignInOptions extends CallOptions {
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

export interface SecondFactor {
  readonly is: 'second-factor';
  readonly mechanisms: readonly Mechanism[];
  readonly loginId: string;
  readonly loginState: string;
}

export interface AutofillOptions extends CallOptions {
  readonly onSignedIn: (result: SignInResult) => void;
  /** For developers only: autofill fails silently for the person. */
  readonly onFailed?: (error: PasskeyError) => void;
}

export interface EnrollOptions extends CallOptions {
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
  readonly userName?: string;
}

/** A passkey that was just made. `id` is absent where the tenant's list does not show it yet. */
export interface EnrolledPasskey {
  readonly id?: string;
  readonly name?: string;
  readonly credentialId: string;
  readonly mode: Mode;
}

/** Where a list of passkeys is kept: the person's own (self-service), or a user's as a helpdesk sees it. */
export interface PasskeyDirectory {
  list(options?: CallOptions): Promise<PasskeyList>;
  enroll(options?: EnrollOptions): Promise<EnrolledPasskey>;
  rename(id: string, name: string, options?: CallOptions): Promise<void>;
  remove(id: string, options?: CallOptions): Promise<void>;
}

export interface Passkeys extends PasskeyDirectory {
  /** Capabilities of this browser, asked once with a time limit. */
  support(): Promise<Support>;
  mode(options?: ModeOptions): Promise<DetectedMode>;
  /**
   * Fetches options ahead, so that the next `signIn` prompts without waiting, and keeps them fresh until they
   * are used or the signal is aborted. Never throws, never prompts.
   */
  prepareSignIn(options?: Pick<SignInOptions, 'identifier' | 'secondFactor' | 'signal'>): void;
  /** The same for `enroll`. */
  prepareEnroll(options?: CallOptions): void;
  signIn(options?: SignInOptions): Promise<SignInResult>;
  signInWithPassword(
    identifier: string,
    password: string,
    options?: CallOptions,
  ): Promise<SignInResult | SecondFactor>;
  signUp(identifier: string, options?: EnrollOptions): Promise<SignInResult>;
  /** Offers passkeys in the username field's autofill, for as long as it runs. */
  autofill(options: AutofillOptions): { stop(): void };
  /** Immediate mode for a "Sign in" link; falls back to the link's `href`. Returns how to undo it. */
  signInFromLink(anchor: HTMLAnchorElement, onSignedIn: (result: SignInResult) => void): () => void;
  /** Silent creation right after a password sign-in; `undefined` when the browser did not make one. */
  upgrade(options?: CallOptions): Promise<EnrolledPasskey | undefined>;
  /** What this browser remembers, and how to forget it. */
  readonly memory: Memory;
  diagnose(): Promise<Diagnosis>;
}

/** One documented `localStorage` key, without secrets. */
export interface Memory {
  readonly lastUsername: string | undefined;
  rememberUsername(identifier: string | undefined): void;
  /** Seconds since the epoch at which the person said "Not now" to an offer. */
  readonly notNowAt: number | undefined;
  rememberNotNow(): void;
  readonly usedCredentialIds: readonly string[];
  /** Removes the key. */
  forget(): void;
}

export interface Support {
  readonly webauthn: boolean;
  readonly autofill: boolean;
  readonly platformAuthenticator: boolean;
  readonly immediate: boolean;
  readonly conditionalCreate: boolean;
  readonly signals: boolean;
}
