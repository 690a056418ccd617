import { withTimeout, type Clock } from '../async/clock.ts';
import { hasWebAuthn } from './environment.ts';

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
