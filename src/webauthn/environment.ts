import { PasskeyError } from '../errors.ts';

/** Whether the page's permissions policy allows a call; not every browser exposes it. */
export type Permitted = boolean | 'unknown';

/** Properties of the page that decide whether WebAuthn works on it. */
export interface PageFacts {
  readonly secure: boolean;
  readonly host: string;
  readonly hostKind: 'domain' | 'ip-address' | 'localhost';
  /** In a cross-origin frame. */
  readonly foreignFrame: boolean;
  /** Browsers reject a prompt at once in a document without focus. */
  readonly focused: boolean;
  readonly allowed: Permitted;
}

export type CredentialCall = 'get' | 'create';

export function pageFacts(call: CredentialCall): PageFacts {
  const host = location.hostname;
  return {
    secure: isSecureContext,
    host,
    hostKind: hostKind(host),
    foreignFrame: inForeignFrame(),
    focused: document.hasFocus(),
    allowed: policyAllows(call),
  };
}

/**
 * Throws the reason where no prompt can appear.
 *
 * @throws PasskeyError `insecure_context`, `unsupported` or `blocked_by_policy`
 */
export function ensurePromptPossible(call: CredentialCall): void {
  if (typeof document === 'undefined')
    throw new PasskeyError('unsupported', 'Passkeys need a page in a browser.');
  if (!isSecureContext) {
    throw new PasskeyError(
      'insecure_context',
      `Passkeys need https or localhost; this page is ${location.origin}.`,
    );
  }
  if (!hasWebAuthn()) throw new PasskeyError('unsupported', 'This browser has no Web Authentication.');
  if (policyAllows(call) === false) throw blockedByPolicy(call);
}

/** True if the page has the Web Authentication interfaces. Uses `typeof`, because an element's ID can shadow a global name. */
export function hasWebAuthn(): boolean {
  return [globalThis.PublicKeyCredential, globalThis.CredentialsContainer].every(
    (interfaceObject) => typeof interfaceObject === 'function',
  );
}

/** Web Authentication Level 3, section 5.9 "Permissions Policy integration". Only Chromium exposes it. */
export function policyAllows(call: CredentialCall): Permitted {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  if (typeof featurePolicy?.allowsFeature !== 'function') return 'unknown';
  return featurePolicy.allowsFeature(`publickey-credentials-${call}`);
}

function blockedByPolicy(call: CredentialCall): PasskeyError {
  const feature = `publickey-credentials-${call}`;
  return new PasskeyError(
    'blocked_by_policy',
    `The permissions policy of this page or its frame forbids ${feature}.`,
  );
}

export function hostKind(host: string): PageFacts['hostKind'] {
  if (host === 'localhost' || host.endsWith('.localhost')) return 'localhost';
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host) ? 'ip-address' : 'domain';
}

/** Runs at once on a visible page, else when it is shown again. Returns a function that cancels it. */
export function whenVisible(run: () => void): () => void {
  if (document.visibilityState === 'visible') {
    run();
    return () => undefined;
  }
  const listening = new AbortController();
  const check = (): void => {
    if (document.visibilityState !== 'visible') return;
    listening.abort();
    run();
  };
  document.addEventListener('visibilitychange', check, { signal: listening.signal });
  return () => listening.abort();
}

function inForeignFrame(): boolean {
  try {
    return typeof window.top?.location.href !== 'string';
  } catch {
    return true;
  }
}
