import { withTimeout, type Clock } from '../async/clock.ts';
import { hasWebAuthn } from './environment.ts';

/** Web Authentication Level 3, section 5.1.7 "Availability of client capabilities"; no answer counts as no. */
export interface Support {
  /** False: nothing else here is true. */
  readonly webauthn: boolean;
  /** Passkeys in the autofill of a field: `conditionalGet`. */
  readonly autofill: boolean;
  /** Fingerprint, face or screen lock of this device. */
  readonly platformAuthenticator: boolean;
  /** A dialog only where a passkey is at hand: `immediateGet`. */
  readonly immediate: boolean;
  /** Silent creation. */
  readonly conditionalCreate: boolean;
  /** The Signal API, which keeps password managers up to date. */
  readonly signals: boolean;
}

/** Milliseconds. Some extensions replace these probes by ones that never resolve: no answer counts as no. */
const probeLimit = 2000;

/**
 * Capabilities of this browser: Web Authentication Level 3, section 5.1.7 "Availability of client capabilities".
 * SimpleWebAuthn's `getBrowserCapabilities` has neither `immediateGet` nor a time limit: docs/decisions/0009.
 */
export function detectCapabilities(clock: Clock): () => Promise<Support> {
  let answer: Promise<Support> | undefined;
  return () => (answer ??= ask(clock));
}

async function ask(clock: Clock): Promise<Support> {
  if (!hasWebAuthn()) return nothing;
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

const nothing: Support = {
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
async function probe<T>(clock: Clock, name: Probe, otherwise: T): Promise<T> {
  try {
    const page = PublicKeyCredential as unknown as Readonly<Partial<Record<Probe, () => Promise<T>>>>;
    return (await withTimeout(clock, probeLimit, Promise.resolve(page[name]?.()), otherwise)) ?? otherwise;
  } catch {
    return otherwise;
  }
}
