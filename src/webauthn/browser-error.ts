import { PasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { CredentialCall, PageFacts } from './environment.ts';

export type Mediation = 'modal' | 'conditional' | 'immediate';

/** Facts by which errors of the same name are distinguished. */
export interface ErrorContext {
  readonly call: CredentialCall;
  readonly mediation: Mediation;
  readonly rpId?: string | undefined;
  /** Time limit of the request, in milliseconds. */
  readonly timeout: number;
  /** Milliseconds from the request to its error. */
  readonly elapsed: number;
  /** A discoverable credential was required. */
  readonly discoverable?: boolean;
  readonly page: PageFacts;
}

/**
 * Converts an error of `navigator.credentials` by the first rule that matches. Pure. Aborts of this package are handled
 * by its callers and do not come here.
 */
export function fromDOMException(error: unknown, context: ErrorContext): PasskeyError {
  const name = error instanceof Error ? error.name : 'unknown';
  const rule = rules.find((rule) => rule.name === name && (rule.when?.(context) ?? true)) ?? unknownError;
  const message = typeof rule.message === 'string' ? rule.message : rule.message(context);
  return new PasskeyError(rule.code, message, { cause: error, inferred: rule.inferred ?? false });
}

interface Rule {
  /** `name` of the `DOMException`. */
  readonly name: string;
  readonly when?: (context: ErrorContext) => boolean;
  readonly code: PasskeyErrorCode;
  readonly inferred?: true;
  readonly message: string | ((context: ErrorContext) => string);
}

/** Milliseconds. A rejection this fast was not a person's: browsers ignore input to a new dialog for longer. */
const instantRejectionMs = 250;

/**
 * Sources: [WebAuthn] Web Authentication Level 3, [CredMan] Credential Management Level 1.
 * [WebAuthn] section 14.5 "Privacy considerations for clients" has browsers report many causes as one
 * NotAllowedError, on purpose; a code derived from such an error is `inferred`.
 */
const rules: readonly Rule[] = [
  // [WebAuthn] section 5.9 "Permissions Policy integration"
  {
    name: 'NotAllowedError',
    when: ({ page }) => page.allowed === false,
    code: 'blocked_by_policy',
    message: ({ call }) => `The permissions policy forbids publickey-credentials-${call} on this page.`,
  },
  {
    name: 'NotAllowedError',
    when: ({ page, elapsed }) => page.foreignFrame && page.allowed !== true && elapsed < instantRejectionMs,
    code: 'blocked_by_policy',
    inferred: true,
    message: ({ call }) =>
      `Refused at once in another site's frame: does it have allow="publickey-credentials-${call}"?`,
  },
  // [WebAuthn] section 5.1.4 "Use an Existing Credential to Make an Assertion", uiMode "immediate"
  {
    name: 'NotAllowedError',
    when: ({ mediation }) => mediation === 'immediate',
    code: 'no_passkey',
    inferred: true,
    message:
      'This device has no passkey for this site, the person declined it, or the call did not follow a click.',
  },
  // [WebAuthn] section 5.1.3 "Create a New Credential", section 5.1.4: the lifetime timer
  {
    name: 'NotAllowedError',
    when: ({ elapsed, timeout, mediation }) => mediation === 'modal' && elapsed >= timeout,
    code: 'timed_out',
    inferred: true,
    message: ({ timeout }) => `The prompt was not answered within ${timeout} ms.`,
  },
  // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation": browsers hide its ConstraintError when
  // every authenticator is unfit, e.g. a U2F key that cannot keep a discoverable credential
  {
    name: 'NotAllowedError',
    when: ({ call, discoverable, elapsed, page }) =>
      call === 'create' && discoverable === true && elapsed < instantRejectionMs && page.focused,
    code: 'authenticator_unfit',
    inferred: true,
    message:
      'Refused at once: no available authenticator can keep a discoverable credential, or verify its user.',
  },
  // [WebAuthn] section 14.5.1 "Registration Ceremony Privacy", section 14.5.2 "Authentication Ceremony Privacy"
  {
    name: 'NotAllowedError',
    code: 'cancelled',
    inferred: true,
    message: 'The person cancelled, or no passkey matched: browsers do not distinguish the two.',
  },
  // Firefox has reported a person's cancel this way: https://bugzilla.mozilla.org/show_bug.cgi?id=1609393
  {
    name: 'AbortError',
    code: 'cancelled',
    inferred: true,
    message: 'The prompt was closed, and not by this package.',
  },
  // [WebAuthn] section 5.1.3 and section 5.1.4.1: "effective domain", "is a registrable domain suffix of"
  {
    name: 'SecurityError',
    when: ({ page }) => !page.secure,
    code: 'insecure_context',
    message: 'Passkeys need https or localhost.',
  },
  {
    name: 'SecurityError',
    when: ({ page }) => page.hostKind === 'ip-address',
    code: 'wrong_domain',
    message: ({ page }) =>
      `Passkeys need a domain; this page's host is the IP address ${page.host}. Use localhost.`,
  },
  {
    name: 'SecurityError',
    code: 'wrong_domain',
    message: ({ page, rpId }) =>
      `The browser does not accept the RP ID "${rpId}" on ${page.host}: it has to be this host, a parent domain of ` +
      'it, or name this origin in its /.well-known/webauthn.',
  },
  // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation"
  {
    name: 'InvalidStateError',
    when: ({ call }) => call === 'create',
    code: 'already_registered',
    message: 'This authenticator or password manager already holds a passkey of this account.',
  },
  {
    name: 'ConstraintError',
    code: 'authenticator_unfit',
    message:
      'The authenticator cannot do what is required: keep a discoverable credential, or verify its user.',
  },
  {
    name: 'NotSupportedError',
    code: 'authenticator_unfit',
    message: 'The authenticator supports none of the requested algorithms, or not this kind of request.',
  },
  {
    name: 'UnknownError',
    code: 'provider_error',
    message: 'The authenticator could not process the request and gave no reason.',
  },
  // [CredMan] section 2.5.1 "Request a Credential": one request at a time
  {
    name: 'OperationError',
    code: 'provider_error',
    message: 'Other code on this page has a request pending: this package can only stop its own.',
  },
  {
    name: 'TypeError',
    code: 'provider_error',
    message:
      'navigator.credentials threw a TypeError: an extension may have replaced it, or an option has no place.',
  },
];

const unknownError: Rule = { name: '', code: 'provider_error', message: 'The passkey provider failed.' };
