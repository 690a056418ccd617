import { PasskeyError } from '../errors.ts';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '../wire/contract.ts';
import { type Clock } from './clock.ts';
import { assertionJson, creationOptions, registrationJson, requestOptions } from './credential-json.ts';
import { explain, type Mediation } from './explain.ts';
import { hasWebAuthn, pageFacts, type CredentialCall } from './page.ts';

/*
 * The only file that touches `navigator.credentials`.
 *
 * SimpleWebAuthn's startAuthentication and startRegistration take no signal, no `uiMode`, abort with an `Error`
 * that is no `DOMException`, and read an extension's object without a net; so the native JSON methods are used
 * here, with a fallback (credential-json.ts). Methods are called on their object: detached, the ones that
 * extensions put there throw "Illegal invocation".
 */

export interface PromptOptions {
  readonly clock: Clock;
  /** Takes the prompt away; only a turn of slot.ts has one. */
  readonly signal: AbortSignal;
  readonly mediation?: Mediation | undefined;
}

/** Web Authentication Level 3, section 5.1.4 "Use an Existing Credential to Make an Assertion". */
export async function getAssertion(
  options: PublicKeyCredentialRequestOptionsJSON,
  prompt: PromptOptions,
): Promise<AuthenticationResponseJSON> {
  const publicKey = requestOptions(options);
  const request: ImmediateRequest = {
    publicKey,
    ...(prompt.mediation === 'conditional' && { mediation: 'conditional' }),
    ...(prompt.mediation === 'immediate' && { uiMode: 'immediate' }),
  };
  const question = { call: 'get', rpId: options.rpId, timeout: options.timeout } as const;
  const credential = await ask(question, prompt, (signal) =>
    navigator.credentials.get({ ...request, signal }),
  );
  return assertionJson(credential);
}

/** Web Authentication Level 3, section 5.1.3 "Create a New Credential". */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
  prompt: PromptOptions,
): Promise<RegistrationResponseJSON> {
  const publicKey = creationOptions(options);
  const request: ConditionalCreation = {
    publicKey,
    ...(prompt.mediation === 'conditional' && { mediation: 'conditional' }),
  };
  const discoverable = options.authenticatorSelection?.residentKey === 'required';
  const question = { call: 'create', rpId: options.rp.id, timeout: options.timeout, discoverable } as const;
  const credential = await ask(question, prompt, (signal) =>
    navigator.credentials.create({ ...request, signal }),
  );
  return registrationJson(credential);
}

/**
 * Whether a script put its own functions in the place of the browser's, as extensions of password managers do:
 * native code tells itself apart (ECMA-262, section 20.2.3.5 "Function.prototype.toString ( )").
 */
export function isPatched(): boolean {
  if (!hasWebAuthn()) return false;
  const { get, create } = navigator.credentials;
  return [get, create].some(
    (method) => !/\[native code\]\s*\}$/.test(Function.prototype.toString.call(method)),
  );
}

/** Not in the DOM's types yet: https://github.com/w3c/webauthn/wiki/Explainer:-WebAuthn-immediate-mediation */
type ImmediateRequest = CredentialRequestOptions & { readonly uiMode?: 'immediate' };
type ConditionalCreation = CredentialCreationOptions & { readonly mediation?: 'conditional' };

interface Question {
  readonly call: CredentialCall;
  readonly rpId: string | undefined;
  readonly timeout: number | undefined;
  readonly discoverable?: boolean;
}

/** Milliseconds, where the server gives none: Web Authentication Level 3, section 15.1 "Recommended range for ceremony timeouts". */
const usualTimeout = 300_000;

/** A browser or an extension that overruns its time this far will never answer. In milliseconds. */
const overrun = 10_000;

async function ask(question: Question, prompt: PromptOptions, call: Call): Promise<PublicKeyCredential> {
  const { clock, signal, mediation = 'modal' } = prompt;
  const timeout = question.timeout ?? usualTimeout;
  const began = clock.now();
  try {
    const limit = mediation === 'conditional' ? undefined : timeout + overrun;
    const credential = await bounded(prompt, limit, call);
    if (signal.aborted) throw signal.reason;
    if (credential === null) throw new TypeError('navigator.credentials resolved with null.');
    return credential as PublicKeyCredential;
  } catch (cause) {
    if (signal.aborted) throw new PasskeyError('aborted', 'The prompt was taken away.', { cause });
    if (cause instanceof PasskeyError) throw cause;
    const elapsed = clock.now() - began;
    throw explain(cause, { ...question, mediation, timeout, elapsed, page: pageFacts(question.call) });
  }
}

type Call = (signal: AbortSignal) => Promise<Credential | null>;

/** How long an aborted request may take to settle before it is left behind, in milliseconds. */
const grace = 500;

/** Settles with the request; after an abort, or past the limit, also without it. */
function bounded(
  { clock, signal }: PromptOptions,
  limit: number | undefined,
  call: Call,
): Promise<Credential | null> {
  const overdue = new AbortController();
  return new Promise((resolve, reject) => {
    const cancelLimit =
      limit === undefined ? undefined : clock.after(limit, () => overdue.abort(neverAnswered(limit)));
    const either = AbortSignal.any([signal, overdue.signal]);
    either.addEventListener(
      'abort',
      () => clock.after(grace, () => reject((overdue.signal.reason as Error | undefined) ?? stuck())),
      once,
    );
    // In a function of its own, so that what an extension throws at once is a rejection too.
    const request = (async () => call(either))();
    request.then(resolve, reject).finally(cancelLimit);
  });
}

const once = { once: true };

const stuck = (): PasskeyError =>
  new PasskeyError('provider_error', 'navigator.credentials ignored an abort.');

function neverAnswered(limit: number): PasskeyError {
  return new PasskeyError('timed_out', `navigator.credentials did not answer within ${limit} ms.`, {
    inferred: true,
  });
}
