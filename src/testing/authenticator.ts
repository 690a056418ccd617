import { decodeBase64, toBase64 } from '../base64.ts';
import type { NewCredential } from './credential.ts';

/** Where a credential belongs. */
export interface CredentialOwner {
  readonly rpId: string;
  /** base64url */
  readonly userHandle: string;
}

/** A virtual authenticator, into which a test puts passkeys. */
export interface TestAuthenticator {
  /** Its passkeys are synced: the flags for backup are set. */
  readonly synced: boolean;
  add(credential: NewCredential, owner: CredentialOwner): Promise<void>;
  remove(): Promise<void>;
}

/** A session of the Chrome DevTools Protocol: of Playwright, Puppeteer or Vitest's `cdp()`. */
export interface CdpSession {
  send(method: never, params?: never): Promise<unknown>;
}

/** Its members are those of CDP, domain WebAuthn, type VirtualAuthenticatorOptions. */
export type AuthenticatorOptions = Readonly<Record<string, unknown>>;

/** A platform authenticator that answers at once: fingerprint, face or screen lock. */
const platform: AuthenticatorOptions = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
  defaultBackupEligibility: true,
  defaultBackupState: true,
};

/**
 * Adds a virtual authenticator to the page of a CDP session, in Chromium.
 * @param changes options other than those of a platform authenticator that answers at once
 */
export async function addCdpAuthenticator(
  session: CdpSession,
  changes: AuthenticatorOptions = {},
): Promise<TestAuthenticator> {
  const { send } = bindSession(session);
  await send('WebAuthn.enable');
  const added = await send('WebAuthn.addVirtualAuthenticator', { options: { ...platform, ...changes } });
  const { authenticatorId } = added as { readonly authenticatorId: string };
  const synced = { ...platform, ...changes }['defaultBackupState'] === true;
  return {
    synced,
    add: async ({ id, privateKey }, { rpId, userHandle }) => {
      const credential = {
        credentialId: standard(id),
        isResidentCredential: true,
        rpId,
        privateKey: standard(privateKey),
        userHandle: standard(userHandle),
        signCount: 0,
        backupEligibility: synced,
        backupState: synced,
      };
      await send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    remove: async () => {
      await send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}

/** The commands of a session are typed by name in each library, in a way of its own. */
function bindSession(session: CdpSession) {
  const target: { send(method: string, params?: object): Promise<unknown> } = session;
  return { send: (method: string, params?: object) => target.send(method, params) };
}

/** CDP has standard base64. */
const standard = (base64url: string) => toBase64(decodeBase64(base64url, 'credential'));
