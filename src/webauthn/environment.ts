import { PasskeyError } from '../errors.ts';
import { withTimeout, type Clock } from '../async.ts';

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
  if (policyAllows(call) !== false) return;
  const message = `The permissions policy of this page or its frame forbids publickey-credentials-${call}.`;
  throw new PasskeyError('blocked_by_policy', message);
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

export function hostKind(host: string): PageFacts['hostKind'] {
  if (host === 'localhost' || host.endsWith('.localhost')) return 'localhost';
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host) ? 'ip-address' : 'domain';
}

function inForeignFrame(): boolean {
  try {
    return typeof window.top?.location.href !== 'string';
  } catch {
    return true;
  }
}

/** Web Authentication Level 3, section 5.1.7 "Availability of client capabilities". Unknown capabilities are false. */
export interface Support {
  /** When false, all others are false too. */
  readonly webauthn: boolean;
  /** Passkeys in the autofill of a field: `conditionalGet`. */
  readonly autofill: boolean;
  /** Fingerprint, face or screen lock of this device. */
  readonly platformAuthenticator: boolean;
  /** A dialog only where this device has a passkey: `immediateGet`. */
  readonly immediate: boolean;
  /** Silent creation. */
  readonly conditionalCreate: boolean;
  /** The Signal API, which keeps password managers up to date. */
  readonly signals: boolean;
}

/** Some extensions replace these methods with ones that never resolve. */
const probeTimeoutMs = 2000;

/**
 * Returns a function that detects the capabilities at its first call and caches them. SimpleWebAuthn's `getBrowserCapabilities` has neither `immediateGet` nor a time limit: docs/decisions/0009.
 */
export function detectCapabilities(clock: Clock): () => Promise<Support> {
  let detected: Promise<Support> | undefined;
  return () => (detected ??= detect(clock));
}

async function detect(clock: Clock): Promise<Support> {
  if (!hasWebAuthn()) return noSupport;
  const [capabilities, conditionalGet, platform] = await Promise.all([
    probe<PublicKeyCredentialClientCapabilities>(clock, 'getClientCapabilities', {}),
    probe(clock, 'isConditionalMediationAvailable', false),
    probe(clock, 'isUserVerifyingPlatformAuthenticatorAvailable', false),
  ]);
  return {
    webauthn: true,
    autofill: capabilities['conditionalGet'] ?? conditionalGet,
    platformAuthenticator: capabilities['userVerifyingPlatformAuthenticator'] ?? platform,
    immediate: capabilities['immediateGet'] ?? false,
    conditionalCreate: capabilities['conditionalCreate'] ?? false,
    signals: typeof PublicKeyCredential.signalUnknownCredential === 'function',
  };
}

const noSupport: Support = {
  webauthn: false,
  autofill: false,
  platformAuthenticator: false,
  immediate: false,
  conditionalCreate: false,
  signals: false,
};

type Probe =
  | 'getClientCapabilities'
  | 'isConditionalMediationAvailable'
  | 'isUserVerifyingPlatformAuthenticatorAvailable';

/** The method is called on its object: detached, it throws "Illegal invocation". */
async function probe<T>(clock: Clock, name: Probe, fallback: T): Promise<T> {
  try {
    const page = PublicKeyCredential as unknown as Readonly<Partial<Record<Probe, () => Promise<T>>>>;
    return (await withTimeout(clock, probeTimeoutMs, Promise.resolve(page[name]?.()), fallback)) ?? fallback;
  } catch {
    return fallback;
  }
}
