import type { Protocol } from 'puppeteer-core';
import { presets, type AuthenticatorOptions, type Preset } from './authenticator-presets.ts';
import { cdp, credentialEvents, type CredentialEvent } from './page.ts';

/** CDP, domain WebAuthn, type Credential; bytes are base64. */
export type StoredCredential = Protocol.WebAuthn.Credential;
export type ResponseOverrides = Omit<Protocol.WebAuthn.SetResponseOverrideBitsRequest, 'authenticatorId'>;
export type CredentialProperties = Omit<
  Protocol.WebAuthn.SetCredentialPropertiesRequest,
  'authenticatorId' | 'credentialId'
>;

/** Adds an authenticator to this page; a preset by its name, or with some options changed. */
export async function addVirtualAuthenticator(
  preset: Preset,
  changes: Partial<AuthenticatorOptions> = {},
): Promise<VirtualAuthenticator> {
  const { authenticatorId } = await cdp<{ authenticatorId: string }>('WebAuthn.addVirtualAuthenticator', {
    options: { ...presets[preset], ...changes },
  });
  return new VirtualAuthenticator(authenticatorId, (await credentialEvents(0, 0)).length);
}

/** Runs a test with an authenticator that is gone afterwards. */
export async function withVirtualAuthenticator(
  preset: Preset,
  test: (authenticator: VirtualAuthenticator) => Promise<void>,
): Promise<void> {
  const authenticator = await addVirtualAuthenticator(preset);
  try {
    await test(authenticator);
  } finally {
    await authenticator.remove();
  }
}

export class VirtualAuthenticator {
  readonly id: string;
  #eventsSeen: number;

  constructor(id: string, eventsSeen: number) {
    this.id = id;
    this.#eventsSeen = eventsSeen;
  }

  async credentials(): Promise<readonly StoredCredential[]> {
    const { credentials } = await this.#send<{ credentials: StoredCredential[] }>('getCredentials');
    return credentials;
  }

  async addCredential(credential: StoredCredential): Promise<void> {
    await this.#send('addCredential', { credential });
  }

  async removeCredential(credentialId: string): Promise<void> {
    await this.#send('removeCredential', { credentialId });
  }

  async clearCredentials(): Promise<void> {
    await this.#send('clearCredentials');
  }

  /** `false`: the person fails the fingerprint or the PIN, which the browser refuses at once. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.#send('setUserVerified', { isUserVerified });
  }

  /** `false`: the authenticator is not touched, so a prompt stays open. */
  async setAutomaticPresence(enabled: boolean): Promise<void> {
    await this.#send('setAutomaticPresenceSimulation', { enabled });
  }

  /** Makes answers wrong: a bogus signature, user verification or presence not given. Absent: right again. */
  async setResponseOverrides(overrides: ResponseOverrides): Promise<void> {
    await this.#send('setResponseOverrideBits', { ...overrides });
  }

  async setCredentialProperties(credentialId: string, properties: CredentialProperties): Promise<void> {
    await this.#send('setCredentialProperties', { credentialId, ...properties });
  }

  /** What happened to this authenticator's credentials since it was added, or since the last `nextEvent`. */
  async events(): Promise<readonly CredentialEvent[]> {
    return (await credentialEvents(this.#eventsSeen, 0)).filter((event) => this.#isMine(event));
  }

  /** Waits for the next event of a kind, e.g. `deleted` after a signal. */
  async nextEvent(is: CredentialEvent['is'], timeLimit = 5_000): Promise<CredentialEvent> {
    const deadline = performance.now() + timeLimit;
    while (performance.now() < deadline) {
      for (const event of await credentialEvents(this.#eventsSeen, deadline - performance.now())) {
        this.#eventsSeen += 1;
        if (event.is === is && this.#isMine(event)) return event;
      }
    }
    throw new Error(`No credential was ${is} within ${timeLimit} ms.`);
  }

  async remove(): Promise<void> {
    await this.#send('removeVirtualAuthenticator');
  }

  #isMine({ detail }: CredentialEvent): boolean {
    return detail['authenticatorId'] === this.id;
  }

  #send<Result>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Result> {
    return cdp(`WebAuthn.${method}`, { authenticatorId: this.id, ...params });
  }
}
