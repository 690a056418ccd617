import { PasskeyError } from '../errors.ts';
import { anySignal } from '../async/abort.ts';
import type { Clock } from '../async/clock.ts';
import { fromDOMException, type Mediation } from './browser-error.ts';
import { hasWebAuthn, pageFacts, type CredentialCall } from './environment.ts';
import { attempt } from './credential-json.ts';

/*
 * The only file that touches `navigator.credentials`.
 *
 * SimpleWebAuthn's startAuthentication and startRegistration take no signal, no `uiMode`, abort with an `Error`
 * that is no `DOMException`, and let a getter of an extension that throws lose the answer; so the native JSON methods are used
 * (get.ts, create.ts), with a fallback. Methods are called on their object: detached, the ones that
 * extensions put there throw "Illegal invocation".
 */

export interface PromptOptions {
  readonly clock: Clock;
  /** Takes the prompt away; only the lock (lock.ts) has one. */
  readonly signal: AbortSignal;
  readonly mediation?: Mediation | undefined;
}

/** What the request is about, to explain its failure. */
export interface RequestContext {
  readonly rpId: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  /** A discoverable credential was required. */
  readonly discoverable?: boolean;
}

/** `uiMode` is not in the DOM's types yet: https://github.com/w3c/webauthn/wiki/Explainer:-WebAuthn-immediate-mediation */
type GetOptions = CredentialRequestOptions & { readonly uiMode?: 'immediate' };
type CreateOptions = CredentialCreationOptions & { readonly mediation?: 'conditional' };

/** @throws PasskeyError of browser-error.ts, `aborted` or `timed_out` */
export function getCredential(
  publicKey: PublicKeyCredentialRequestOptions,
  question: RequestContext,
  prompt: PromptOptions,
) {
  const { mediation } = prompt;
  const request: GetOptions = {
    publicKey,
    ...(mediation === 'conditional' && { mediation }),
    ...(mediation === 'immediate' && { uiMode: mediation }),
  };
  return promptBrowser('get', question, prompt, (signal) =>
    navigator.credentials.get({ ...request, signal }),
  );
}

/** @throws PasskeyError of browser-error.ts, `aborted` or `timed_out` */
export function createCredential(
  publicKey: PublicKeyCredentialCreationOptions,
  question: RequestContext,
  prompt: PromptOptions,
) {
  const { mediation } = prompt;
  const request: CreateOptions = { publicKey, ...(mediation === 'conditional' && { mediation }) };
  return promptBrowser('create', question, prompt, (signal) =>
    navigator.credentials.create({ ...request, signal }),
  );
}

/** Milliseconds, where the server gives none: Web Authentication Level 3, section 15.1 "Recommended range for ceremony timeouts". */
const usualTimeout = 300_000;

/** A browser or an extension that overruns its time this far will never answer. In milliseconds. */
const abortTimeoutMs = 10_000;

async function promptBrowser(
  call: CredentialCall,
  question: RequestContext,
  prompt: PromptOptions,
  request: AskBrowser,
): Promise<PublicKeyCredential> {
  const { clock, signal, mediation = 'modal' } = prompt;
  const timeout = question.timeout ?? usualTimeout;
  const began = clock.now();
  try {
    const limit = mediation === 'conditional' ? undefined : timeout + abortTimeoutMs;
    const credential = await withAbortTimeout(prompt, limit, request);
    if (signal.aborted) throw signal.reason;
    if (credential === null) throw new TypeError('navigator.credentials resolved with null.');
    return credential as PublicKeyCredential;
  } catch (cause) {
    if (signal.aborted) throw new PasskeyError('aborted', 'The prompt was taken away.', { cause });
    if (cause instanceof PasskeyError) throw cause;
    const elapsed = clock.now() - began;
    throw fromDOMException(cause, { ...question, call, mediation, timeout, elapsed, page: pageFacts(call) });
  }
}

/** The call of `navigator.credentials`. */
type AskBrowser = (signal: AbortSignal) => Promise<Credential | null>;

/** How long an aborted request may take to settle before it is left behind, in milliseconds. */
const grace = 500;

/** Settles with the request; after an abort, or past the limit, also without it. */
function withAbortTimeout(
  { clock, signal }: PromptOptions,
  limit: number | undefined,
  request: AskBrowser,
): Promise<Credential | null> {
  const overdue = new AbortController();
  return new Promise((resolve, reject) => {
    const cancelLimit =
      limit === undefined ? undefined : clock.after(limit, () => overdue.abort(neverAnswered(limit)));
    const ending = anySignal(signal, overdue.signal);
    ending.addEventListener(
      'abort',
      () =>
        clock.after(grace, () =>
          reject((overdue.signal.reason as Error | undefined) ?? neverAnsweredError()),
        ),
      once,
    );
    // In a function of its own, so that what an extension throws at once is a rejection too.
    const answer = (async () => request(ending))();
    answer.then(resolve, reject).finally(cancelLimit);
  });
}

const once = { once: true };

const neverAnsweredError = (): PasskeyError =>
  new PasskeyError('provider_error', 'navigator.credentials ignored an abort.');

function neverAnswered(limit: number): PasskeyError {
  return new PasskeyError('timed_out', `navigator.credentials did not answer within ${limit} ms.`, {
    inferred: true,
  });
}

/**
 * Whether a script put its own functions in the place of the browser's, as extensions of password managers do:
 * native code tells itself apart (ECMA-262, section 20.2.3.5 "Function.prototype.toString ( )").
 */
export function isPatched(): boolean {
  if (!hasWebAuthn()) return false;
  return ['get', 'create'].some((name) => {
    const source = attempt(() => Function.prototype.toString.call(Reflect.get(navigator.credentials, name)));
    return !/\[native code\]\s*\}$/.test(source ?? '');
  });
}
