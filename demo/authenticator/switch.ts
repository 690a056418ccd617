const key = 'connect-passkeys-demo:authenticator';

/** True: this browser uses the demo authenticator instead of a real one. */
export const isSwitchedOn = (): boolean => localStorage.getItem(key) === 'on';

/** Switches it for the next page; the keys stay where they are. */
export function turn(state: 'on' | 'off'): void {
  localStorage.setItem(key, state);
}

/**
 * Replaces `navigator.credentials` with the demo authenticator. The rest of it is loaded when it is first
 * asked, so that pages with a real authenticator never load it.
 */
export function install(): void {
  const load = () => import('./authenticator.ts');
  replace(navigator.credentials, {
    create: async (options?: CredentialCreationOptions) => (await load()).create(options ?? {}),
    get: async (options?: CredentialRequestOptions) => (await load()).get(options ?? {}),
  });
  replace(PublicKeyCredential, {
    isConditionalMediationAvailable: () => Promise.resolve(true),
    isUserVerifyingPlatformAuthenticatorAvailable: () => Promise.resolve(true),
    getClientCapabilities: () => Promise.resolve(capabilities),
    signalUnknownCredential: async (signal: UnknownCredential) => (await load()).forgetUnknown(signal),
    signalAllAcceptedCredentials: async (signal: AcceptedCredentials) => (await load()).keepAccepted(signal),
    signalCurrentUserDetails: () => Promise.resolve(),
  });
}

/** Arguments of the Signal API (WebAuthn Level 3, Signal Credential Changes to the Authenticator). */
export interface UnknownCredential {
  readonly rpId: string;
  readonly credentialId: string;
}

export interface AcceptedCredentials {
  readonly rpId: string;
  readonly userId: string;
  readonly allAcceptedCredentialIds: readonly string[];
}

const capabilities = {
  conditionalGet: true,
  conditionalCreate: true,
  immediateGet: false,
  userVerifyingPlatformAuthenticator: true,
  passkeyPlatformAuthenticator: true,
  signalUnknownCredential: true,
  signalAllAcceptedCredentials: true,
  signalCurrentUserDetails: true,
};

function replace(owner: object, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(owner, name, { configurable: true, writable: true, value });
  }
}
