import { PasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { CredentialCall, PageFacts } from './environment.ts';

export type Mediation = 'modal' | 'conditional' | 'immediate';

/** Everything that helps to tell apart what the browser reports alike. */
export interface ErrorContext {
  readonly call: CredentialCall;
  readonly mediation: Mediation;
  readonly rpId?: string | undefined;
  /** Milliseconds that the browser was given. */
  readonly timeout: number;
  /** Milliseconds that it took. */
  readonly elapsed: number;
  /** A discoverable credential was required. */
  readonly discoverable?: boolean;
  readonly page: PageFacts;
}

/**
 * What an error of `navigator.credentials` means. Pure. Not for an abort of our own: whoever aborted knows.
 * The first rule that fits decides.
 */
export function fromDOMException(error: unknown, circumstances: ErrorContext): PasskeyError {
  const name = error instanceof Error ? error.name : 'unknown';
  const rule =
    rules.find((rule) => rule.name === name && (rule.when?.(circumstances) ?? true)) ?? unknownError;
  const message = typeof rule.says === 'string' ? rule.says : rule.says(circumstances);
  return new PasskeyError(rule.code, message, { cause: error, inferred: rule.inferred ?? false });
}

interface Rule {
  /** `name` of the `DOMException`. */
  readonly name: string;
  readonly when?: (circumstances: ErrorContext) => boolean;
  readonly code: PasskeyErrorCode;
  readonly inferred?: true;
  readonly says: string | ((circumstances: ErrorContext) => string);
}

/** A refusal this fast, in milliseconds, was not a person's: browsers ignore input to a new dialog for longer. */
const instantRejectionMs = 250;

/**
 * Sources: [WebAuthn] Web Authentication Level 3, [CredMan] Credential Management Level 1.
 * For [WebAuthn] section 14.5 "Privacy considerations for clients", browsers answer with one
 * NotAllowedError for many causes, and will go on doing so; what is read into it is `inferred`.
 */
const rules: readonly Rule[] = [
  // [WebAuthn] section 5.9 "Permissions Policy integration"
  {
    name: 'NotAllowedError',
    when: ({ page }) => page.allowed === false,
    code: 'blocked_by_policy',
    says: ({ call }) => `The permissions policy forbids publickey-credentials-${call} on this page.`,
  },
  {
    name: 'NotAllowedError',
    when: ({ page, elapsed }) => page.foreignFrame && page.allowed !== true && elapsed < instantRejectionMs,
    code: 'blocked_by_policy',
    inferred: true,
    says: ({ call }) =>
      `Refused at once in another site's frame: does it have allow="publickey-credentials-${call}"?`,
  },
  // [WebAuthn] section 5.1.4 "Use an Existing Credential to Make an Assertion", uiMode "immediate"
  {
    name: 'NotAllowedError',
    when: ({ mediation }) => mediation === 'immediate',
    code: 'no_passkey',
    inferred: true,
    says: 'No passkey is at hand on this device, the person declined it, or no click led here.',
  },
  // [WebAuthn] section 5.1.3 "Create a New Credential", section 5.1.4: the lifetime timer
  {
    name: 'NotAllowedError',
    when: ({ elapsed, timeout, mediation }) => mediation === 'modal' && elapsed >= timeout,
    code: 'timed_out',
    inferred: true,
    says: ({ timeout }) => `Nobody answered the prompt within ${timeout} ms.`,
  },
  // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation": browsers hide its ConstraintError when
  // every authenticator is unfit, e.g. a U2F key that cannot keep a discoverable credential
  {
    name: 'NotAllowedError',
    when: ({ call, discoverable, elapsed, page }) =>
      call === 'create' && discoverable === true && elapsed < instantRejectionMs && page.focused,
    code: 'authenticator_unfit',
    inferred: true,
    says: 'Refused at once: no authenticator at hand can keep a discoverable credential, or verify its user.',
  },
  // [WebAuthn] section 14.5.1 "Registration Ceremony Privacy", section 14.5.2 "Authentication Ceremony Privacy"
  {
    name: 'NotAllowedError',
    code: 'cancelled',
    inferred: true,
    says: 'The person cancelled, or no passkey fitted: the browser does not tell which.',
  },
  // Firefox has reported a person's cancel this way: https://bugzilla.mozilla.org/show_bug.cgi?id=1609393
  {
    name: 'AbortError',
    code: 'cancelled',
    inferred: true,
    says: 'The prompt was closed, and not by this package.',
  },
  // [WebAuthn] section 5.1.3 and section 5.1.4.1: "effective domain", "is a registrable domain suffix of"
  {
    name: 'SecurityError',
    when: ({ page }) => !page.secure,
    code: 'insecure_context',
    says: 'Passkeys need https or localhost.',
  },
  {
    name: 'SecurityError',
    when: ({ page }) => page.hostKind === 'ip-address',
    code: 'wrong_domain',
    says: ({ page }) =>
      `Passkeys need a domain; this page's host is the IP address ${page.host}. Use localhost.`,
  },
  {
    name: 'SecurityError',
    code: 'wrong_domain',
    says: ({ page, rpId }) =>
      `The browser does not accept the RP ID "${rpId}" on ${page.host}: it has to be this host, a parent domain of ` +
      'it, or name this origin in its /.well-known/webauthn.',
  },
  // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation"
  {
    name: 'InvalidStateError',
    when: ({ call }) => call === 'create',
    code: 'already_registered',
    says: 'This authenticator or password manager already holds a passkey of this account.',
  },
  {
    name: 'ConstraintError',
    code: 'authenticator_unfit',
    says: 'The authenticator cannot do what is required: keep a discoverable credential, or verify its user.',
  },
  {
    name: 'NotSupportedError',
    code: 'authenticator_unfit',
    says: 'The authenticator supports none of the algorithms asked for, or not this kind of request.',
  },
  {
    name: 'UnknownError',
    code: 'provider_error',
    says: 'The authenticator could not process the request, and says no more.',
  },
  // [CredMan] section 2.5.1 "Request a Credential": one request at a time
  {
    name: 'OperationError',
    code: 'provider_error',
    says: 'Other code on this page has a request pending: this package can only stop its own.',
  },
  {
    name: 'TypeError',
    code: 'provider_error',
    says: 'navigator.credentials threw a TypeError: an extension may have replaced it, or an option has no place.',
  },
];

const unknownError: Rule = { name: '', code: 'provider_error', says: 'The passkey provider failed.' };
