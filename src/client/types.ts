/** The client: what `createPasskeys` returns. Types only. */
import type {
  AutofillOptions,
  CallOptions,
  EnrolledPasskey,
  EnrollOptions,
  LinkOptions,
  OnLinkSignIn,
  ModeOptions,
  PasskeyList,
  SecondFactor,
  SignInOptions,
  SignInResult,
} from './calls.ts';
import type { DetectedMode } from './config.ts';
import type { HostedPageActions } from './hosted-page.ts';
import type { Memory } from './memory.ts';
import type { Permitted, Support } from '../webauthn/environment.ts';
import type { RpIdRelation } from '../webauthn/rp-id.ts';

export type * from './calls.ts';
export type * from './config.ts';
export type { Memory } from './memory.ts';
export type { HostedPageActions, HostedPageOptions, HostedView } from './hosted-page.ts';
export type { Permitted, Support } from '../webauthn/environment.ts';

/** A list of passkeys: the person's own (self-service), or a user's in a helpdesk. */
export interface PasskeyDirectory {
  /**
   * Loads the list; it is not cached.
   *
   * @throws PasskeyError `unauthorized`, `offline` and others
   * @example
   * ```ts
   * const { passkeys, capacity } = await directory.list();
   * ```
   */
  list(options?: CallOptions): Promise<PasskeyList>;
  /**
   * Prompts for a new passkey in the active mode, and names it. Resolves when the server has accepted the passkey; the
   * name follows.
   *
   * @throws PasskeyError `cancelled`, `already_registered`, `authenticator_unfit`, `capacity_reached`,
   *   `different_subject` when another person has signed in on the page, and others
   * @example
   * ```ts
   * const { credentialId } = await directory.enroll({ name: 'Work laptop' });
   * ```
   */
  enroll(options?: EnrollOptions): Promise<EnrolledPasskey>;
  /**
   * Gives a passkey another name.
   *
   * @param id of the record, as in `list`
   * @param name 1 to 64 characters
   * @throws PasskeyError `not_found`, `invalid_request` and others
   * @example
   * ```ts
   * await directory.rename(passkey.id, 'Work laptop');
   * ```
   */
  rename(id: string, name: string, options?: CallOptions): Promise<void>;
  /**
   * Removes a passkey; it no longer signs in.
   *
   * @param id of the record, as in `list`
   * @throws PasskeyError `last_passkey`, `not_found` and others
   * @example
   * ```ts
   * await directory.remove(passkey.id);
   * ```
   */
  remove(id: string, options?: CallOptions): Promise<void>;
}

/** The client of one workspace. Every failure rejects with a `PasskeyError`: see docs/errors.md for causes and cures. */
export interface Passkeys extends PasskeyDirectory {
  /** On a page that Connect hosts: more ways than to sign in. Absent on every other page. */
  readonly hostedPage?: HostedPageActions;
  /**
   * Capabilities of this browser, asked once with a time limit. Never rejects.
   *
   * @example
   * ```ts
   * const { platformAuthenticator } = await passkeys.support();
   * ```
   */
  support(): Promise<Support>;
  /**
   * The mode of the workspace: as configured, else as the workspace states it. A workspace that was in Classic mode at
   * the last visit of this browser counts as Classic until a sign-in shows otherwise.
   *
   * @throws PasskeyError `configuration`, `unauthorized`, `offline` and others
   * @example
   * ```ts
   * usernameField.hidden = (await passkeys.mode({ by: 'sign-in' })) === 'smart';
   * ```
   */
  mode(options?: ModeOptions): Promise<DetectedMode>;
  /**
   * Prefetches options, so that the next `signIn` prompts without waiting, and keeps them fresh until they are used or
   * the signal aborts. Never throws, never prompts.
   *
   * @example
   * ```ts
   * button.addEventListener('pointerenter', () => passkeys.prepareSignIn());
   * ```
   */
  prepareSignIn(options?: Pick<SignInOptions, 'identifier' | 'secondFactor' | 'signal'>): void;
  /**
   * The same for `enroll`.
   *
   * @example
   * ```ts
   * button.addEventListener('pointerenter', () => passkeys.prepareEnroll());
   * ```
   */
  prepareEnroll(options?: CallOptions): void;
  /**
   * Prompts for a passkey and signs in with it; needs `poolId`.
   *
   * @throws PasskeyError `cancelled`, `timed_out`, `unknown_credential`, `invalid_request` in Classic mode without
   *   an identifier, and others
   * @example
   * ```ts
   * const result = await passkeys.signIn();
   * if (result.is === 'redirect') location.assign(result.redirectTo);
   * ```
   */
  signIn(options?: SignInOptions): Promise<SignInResult>;
  /**
   * Signs in with a password. A request for a second factor is an answer and no failure.
   *
   * @throws PasskeyError `wrong_credentials` and others
   * @example
   * ```ts
   * const answer = await passkeys.signInWithPassword('ada@example.com', password);
   * if (answer.is === 'second-factor') await passkeys.signIn({ secondFactor: answer });
   * ```
   */
  signInWithPassword(
    identifier: string,
    password: string,
    options?: CallOptions,
  ): Promise<SignInResult | SecondFactor>;
  /**
   * Prefetches the options of one person's sign-up, so that the next `signUp` prompts without waiting. Never throws,
   * never prompts.
   *
   * @example
   * ```ts
   * field.addEventListener('change', () => passkeys.prepareSignUp(field.value));
   * ```
   */
  prepareSignUp(identifier: string): void;
  /**
   * Creates an account together with its first passkey, and signs in with it.
   *
   * @param identifier of the new account, e.g. an email address
   * @throws PasskeyError `cancelled`, `verification_failed` and others
   * @example
   * ```ts
   * await passkeys.signUp('ada@example.com');
   * ```
   */
  signUp(identifier: string, options?: EnrollOptions): Promise<SignInResult>;
  /**
   * Offers passkeys in the username field's autofill until it is stopped. Other ceremonies interrupt it. Does nothing in
   * Classic mode and in browsers without it.
   *
   * @example
   * ```ts
   * const autofill = passkeys.autofill({ onSignedIn: () => location.assign('/') });
   * ```
   */
  autofill(options: AutofillOptions): { stop(): void };
  /**
   * Immediate mode for a "Sign in" link; falls back to the link's `href`, also after a wrong password. Returns a function
   * that undoes it.
   *
   * @example
   * ```ts
   * const undo = passkeys.signInFromLink(link, () => location.assign('/'), { password: true });
   * ```
   */
  signInFromLink(anchor: HTMLAnchorElement, onSignedIn: OnLinkSignIn, options?: LinkOptions): () => void;
  /**
   * Silent creation right after a password sign-in, if the option `upgrade` is on. Never prompts, never rejects, and
   * takes at most two seconds; `undefined` when no passkey was created in that time.
   *
   * @example
   * ```ts
   * await passkeys.signInWithPassword('ada@example.com', password);
   * await passkeys.upgrade();
   * ```
   */
  upgrade(options?: CallOptions): Promise<EnrolledPasskey | undefined>;
  /** What this browser remembers. */
  readonly memory: Memory;
  /**
   * Checks everything that passkeys depend on, for developers: some requests, no prompt. Never rejects.
   *
   * @example
   * ```ts
   * const { problems } = await passkeys.diagnose();
   * ```
   */
  diagnose(): Promise<Diagnosis>;
}

/** The state of everything that passkeys depend on; `unknown` where a page cannot know it. */
export interface Diagnosis {
  readonly secureContext: boolean;
  readonly host: { readonly name: string; readonly kind: 'domain' | 'ip-address' | 'localhost' };
  readonly rpId: {
    /** A domain, or `unknown`. */
    readonly id: string;
    readonly relation: RpIdRelation;
  };
  readonly permissionsPolicy: { readonly get: Permitted; readonly create: Permitted };
  readonly patchedCredentials: boolean;
  readonly support: Support;
  /** Milliseconds that the server's clock is ahead of the browser's. */
  readonly clockDifference: number | 'unknown';
  readonly cors: 'same-origin' | 'allowed' | 'refused' | 'unknown';
  readonly mode: DetectedMode | 'unknown';
  /** Human-readable, most fundamental first. */
  readonly problems: readonly string[];
}
