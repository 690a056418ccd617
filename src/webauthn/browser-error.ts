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
  const known = Object.hasOwn(rules, name) ? rules[name] : undefined;
  const rule = known?.find(({ when }) => when?.(context) ?? true) ?? unknownError;
  const message = typeof rule.message === 'string' ? rule.message : rule.message(context);
  return new PasskeyError(rule.code, message, { cause: error, inferred: rule.inferred ?? false });
}

interface Rule {
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
 *
 * By `name` of the `DOMException`; the first rule that fits counts.
 */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  NotAllowedError: [
    // [WebAuthn] section 5.9 "Permissions Policy integration"
    {
      when: ({ page }) => page.allowed === false,
      code: 'blocked_by_policy',
      message: ({ call }) => `The permissions policy forbids publickey-credentials-${call} on this page.`,
    },
    {
      when: ({ page, elapsed }) => page.foreignFrame && page.allowed !== true && elapsed < instantRejectionMs,
      code: 'blocked_by_policy',
      inferred: true,
      message: ({ call }) => `Refused at once: does this frame have allow="publickey-credentials-${call}"?`,
    },
    // [WebAuthn] section 5.1.4 "Use an Existing Credential to Make an Assertion", uiMode "immediate"
    {
      when: ({ mediation }) => mediation === 'immediate',
      code: 'no_passkey',
      inferred: true,
      message: 'No passkey for this site at hand, the person declined it, or the call followed no click.',
    },
    // [WebAuthn] section 5.1.3 "Create a New Credential", section 5.1.4: the lifetime timer
    {
      when: ({ elapsed, timeout, mediation }) => mediation === 'modal' && elapsed >= timeout,
      code: 'timed_out',
      inferred: true,
      message: ({ timeout }) => `The prompt was not answered within ${timeout} ms.`,
    },
    // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation": browsers hide its ConstraintError when
    // every authenticator is unfit, e.g. a U2F key that cannot keep a discoverable credential
    {
      when: ({ call, discoverable, elapsed, page }) =>
        call === 'create' && discoverable === true && elapsed < instantRejectionMs && page.focused,
      code: 'authenticator_unfit',
      inferred: true,
      message: 'Refused at once: no authenticator can keep a discoverable credential, or verify its user.',
    },
    // [WebAuthn] section 14.5.1 "Registration Ceremony Privacy", section 14.5.2 "Authentication Ceremony Privacy"
    {
      code: 'cancelled',
      inferred: true,
      message: 'The person cancelled, or no passkey matched: browsers do not distinguish the two.',
    },
  ],
  AbortError: [
    // Firefox has reported a person's cancel this way: https://bugzilla.mozilla.org/show_bug.cgi?id=1609393
    {
      code: 'cancelled',
      inferred: true,
      message: 'The prompt was closed, and not by this package.',
    },
  ],
  SecurityError: [
    // [WebAuthn] section 5.1.3 and section 5.1.4.1: "effective domain", "is a registrable domain suffix of"
    {
      when: ({ page }) => !page.secure,
      code: 'insecure_context',
      message: 'Passkeys need https or localhost.',
    },
    {
      when: ({ page }) => page.hostKind === 'ip-address',
      code: 'wrong_domain',
      message: ({ page }) => `Passkeys need a domain or localhost; ${page.host} is an IP address.`,
    },
    {
      code: 'wrong_domain',
      message: ({ page, rpId }) =>
        `RP ID "${rpId}" is neither ${page.host} nor a parent domain, nor names this origin in /.well-known/webauthn.`,
    },
  ],
  InvalidStateError: [
    // [WebAuthn] section 6.3.2 "The authenticatorMakeCredential Operation"
    {
      when: ({ call }) => call === 'create',
      code: 'already_registered',
      message: 'This authenticator or password manager already holds a passkey of this account.',
    },
  ],
  ConstraintError: [
    { code: 'authenticator_unfit', message: 'It cannot keep a discoverable credential or verify its user.' },
  ],
  NotSupportedError: [
    { code: 'authenticator_unfit', message: 'The authenticator supports no requested algorithm or option.' },
  ],
  UnknownError: [{ code: 'provider_error', message: 'The authenticator failed and gave no reason.' }],
  OperationError: [
    // [CredMan] section 2.5.1 "Request a Credential": one request at a time
    {
      code: 'provider_error',
      message: 'Other code on this page has a request pending; only it can stop it.',
    },
  ],
  TypeError: [
    {
      code: 'provider_error',
      message: 'A TypeError: an option is wrong, or an extension replaced the call.',
    },
  ],
};

const unknownError: Rule = { code: 'provider_error', message: 'The passkey provider failed.' };
