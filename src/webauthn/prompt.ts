import { PasskeyError } from '../errors.ts';
import { anySignal, type Clock } from '../async.ts';
import { fromDOMException, type Mediation } from './browser-error.ts';
import { hasWebAuthn, pageFacts, type CredentialCall } from './environment.ts';
import { decodeBase64, toBase64url, tryBase64url } from '../base64.ts';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../api/contract.ts';

/*
 * The only file that calls `navigator.credentials`.
 *
 * SimpleWebAuthn's startAuthentication and startRegistration take neither a signal nor `uiMode`, abort with an `Error`
 * that is no `DOMException`, and lose the answer when a getter of an extension throws. The native JSON methods are used
 * instead (get.ts, create.ts), with a fallback. Methods are called on their object, because those that extensions
 * install throw "Illegal invocation" when they are detached.
 */

export interface PromptOptions {
  readonly clock: Clock;
  /** Closes the prompt. It is the lock's signal (lock.ts), so that one request is pending at a time. */
  readonly signal: AbortSignal;
  readonly mediation?: Mediation | undefined;
  /** Offers saved passwords beside the passkeys, in immediate mode. */
  readonly password?: boolean;
}

/** The parts of a request that explain its failure. */
export interface RequestContext {
  readonly rpId: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  /** A discoverable credential was required. */
  readonly discoverable?: boolean;
}

/** Default time limit: Web Authentication Level 3, section 15.1 "Recommended range for ceremony timeouts". */
const defaultTimeoutMs = 300_000;

/** A browser or an extension that exceeds the time limit by this much will never answer. */
const overrunMs = 10_000;

/** `uiMode` is not in the DOM's types yet: https://github.com/w3c/webauthn/wiki/Explainer:-WebAuthn-immediate-mediation */
type CredentialOptions = CredentialRequestOptions &
  CredentialCreationOptions & { readonly uiMode?: 'immediate'; readonly password?: boolean };

/**
 * Calls `navigator.credentials`.
 *
 * @throws PasskeyError of browser-error.ts, `aborted` or `timed_out`
 */
export async function promptBrowser(
  method: CredentialCall,
  publicKey: PublicKeyCredentialRequestOptions | PublicKeyCredentialCreationOptions,
  request: RequestContext,
  prompt: PromptOptions,
): Promise<PublicKeyCredential> {
  const { clock, signal, mediation = 'modal', password } = prompt;
  const options = {
    publicKey,
    ...(password && { password }),
    ...(mediation === 'conditional' && { mediation }),
    ...(mediation === 'immediate' && { uiMode: mediation }),
  } as CredentialOptions;
  const timeout = request.timeout ?? defaultTimeoutMs;
  const start = clock.now();
  try {
    const limit = mediation === 'conditional' ? undefined : timeout + overrunMs;
    const credential = await withTimeLimits(prompt, limit, (ending) =>
      navigator.credentials[method]({ ...options, signal: ending }),
    );
    if (signal.aborted) throw signal.reason;
    if (credential === null) throw new TypeError('navigator.credentials resolved with null.');
    return credential as PublicKeyCredential;
  } catch (cause) {
    if (signal.aborted) throw new PasskeyError('aborted', 'The prompt was closed.', { cause });
    if (cause instanceof PasskeyError) throw cause;
    const elapsed = clock.now() - start;
    const page = pageFacts(method);
    throw fromDOMException(cause, { ...request, call: method, mediation, timeout, elapsed, page });
  }
}

/** An aborted request that has not settled after this time is abandoned. */
const abortTimeoutMs = 500;

/** Settles as `call` does; also rejects past the limit, and when `call` ignores an abort. */
function withTimeLimits(
  { clock, signal }: PromptOptions,
  limit: number | undefined,
  call: (signal: AbortSignal) => Promise<Credential | null>,
): Promise<Credential | null> {
  const overdue = new AbortController();
  return new Promise((resolve, reject) => {
    const cancelLimit =
      limit === undefined ? undefined : clock.after(limit, () => overdue.abort(timedOut(limit)));
    const abandon = (): void => {
      cancelLimit?.();
      reject((overdue.signal.reason as Error | undefined) ?? abortIgnored());
    };
    const ending = anySignal(signal, overdue.signal);
    ending.addEventListener('abort', () => clock.after(abortTimeoutMs, abandon), once);
    // The async function converts a synchronous throw of an extension to a rejection.
    const answer = (async () => call(ending))();
    answer.then(resolve, reject).finally(cancelLimit);
  });
}

const once = { once: true };

const abortIgnored = (): PasskeyError =>
  new PasskeyError('provider_error', 'navigator.credentials ignored an abort.');

function timedOut(limit: number): PasskeyError {
  return new PasskeyError('timed_out', `navigator.credentials did not answer within ${limit} ms.`, {
    inferred: true,
  });
}

/**
 * True if a script has replaced the browser's functions, as extensions of password managers do. Native functions are
 * recognized by their source text (ECMA-262, section 20.2.3.5 "Function.prototype.toString ( )").
 */
export function isPatched(): boolean {
  if (!hasWebAuthn()) return false;
  return ['get', 'create'].some((name) => {
    const source = attempt(() => Function.prototype.toString.call(Reflect.get(navigator.credentials, name)));
    return !/\[native code\]\s*\}$/.test(source ?? '');
  });
}

/*
 * Reads the credential of the browser, or of an extension that replaces its functions. `toJSON` may be missing or wrong
 * and getters may throw, so each member can also be read by itself.
 */

type CredentialJson = RegistrationResponseJSON | AuthenticationResponseJSON;

/**
 * The result of `toJSON` (Web Authentication Level 3, section 5.1) if it is complete and encoded as base64url, the only
 * encoding that the server accepts.
 *
 * @param members required members of `response`
 */
export function nativeJson(
  credential: PublicKeyCredential,
  members: readonly string[],
): CredentialJson | undefined {
  const json = attempt(() => credential.toJSON() as unknown as CredentialJson);
  const response = attempt(() => json?.response as unknown as Readonly<Record<string, unknown>>);
  const texts = [json?.id, json?.rawId, ...members.map((name) => response?.[name])];
  const isComplete = texts.every(isBase64url) && json?.type === 'public-key' && json.id === json.rawId;
  return isComplete && (response?.['userHandle'] === undefined || isBase64url(response['userHandle']))
    ? json
    : undefined;
}

/** The members outside `response`. `id` is derived from `rawId`, because extensions encode it in different ways. */
export function credentialFields(credential: PublicKeyCredential) {
  const id = readBase64url(() => credential.rawId) ?? tryBase64url(attempt(() => credential.id));
  if (!id) throw missing('id');
  const attachment = parseAttachment(credential);
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: attempt(() => credential.getClientExtensionResults()) ?? {},
    ...(attachment && { authenticatorAttachment: attachment }),
  };
}

function parseAttachment(credential: PublicKeyCredential): AuthenticatorAttachment | undefined {
  const value = attempt(() => credential.authenticatorAttachment);
  return value === 'platform' || value === 'cross-platform' ? value : undefined;
}

/** Bytes as base64url. @throws PasskeyError `provider_error` naming a member that is missing or broken */
export function requireBytes(name: string, get: () => ArrayBuffer): string {
  const text = readBase64url(get);
  if (text === undefined) throw missing(name);
  return text;
}

/** Bytes as base64url; `undefined` for none. */
export function readBase64url(get: () => ArrayBuffer | null): string | undefined {
  const text = attempt(() => toBase64url(new Uint8Array(get() ?? [])));
  return text === '' ? undefined : text;
}

/** `undefined` if a getter or a method is absent or throws. */
export function attempt<T>(get: () => T): T | undefined {
  try {
    return get() ?? undefined;
  } catch {
    return undefined;
  }
}

/** The descriptor that the browser's own JSON parser would create. */
export function normalizeDescriptor({ id, ...rest }: { readonly id: string; readonly type: string }) {
  return { ...rest, id: decodeBase64(id, 'credential id') } as PublicKeyCredentialDescriptor;
}

const isBase64url = (text: unknown): boolean => typeof text === 'string' && /^[\w-]+$/.test(text);

const missing = (name: string): PasskeyError =>
  new PasskeyError('provider_error', `The passkey provider gave no usable ${name}.`);
