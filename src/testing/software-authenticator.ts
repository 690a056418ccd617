import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser';
import type { CredentialAssertion, CredentialCreation } from '../api/contract.ts';
import { decodeBase64, toBase64url } from '../base64.ts';
import type { CredentialOwner, TestAuthenticator } from './authenticator.ts';
import { createCredential, type NewCredential } from './credential.ts';
import { attestationObject, derSignature, join } from './encoding.ts';

interface Kept extends CredentialOwner {
  readonly credential: NewCredential;
}

/** User present and verified, a synced passkey; and: a new key is attached (WebAuthn Level 3, "Authenticator Data"). */
const flags = { assertion: 0x1d, attestation: 0x5d };

/**
 * An authenticator without a browser, for tests in Node: it answers the options of a begin as a platform authenticator
 * and the browser around it do, with keys that are in memory.
 *
 * @example
 * ```ts
 * const authenticator = new SoftwareAuthenticator('http://localhost:4400');
 * const credential = await authenticator.create(options.publicKey);
 * ```
 */
export class SoftwareAuthenticator implements TestAuthenticator {
  readonly synced = true;
  readonly #origin: string;
  #kept: Kept[] = [];

  /** @param origin of the page that it plays */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The IDs of its credentials, base64url. */
  get credentialIds(): readonly string[] {
    return this.#kept.map(({ credential }) => credential.id);
  }

  add(credential: NewCredential, owner: CredentialOwner): Promise<void> {
    this.#kept.push({ credential, ...owner });
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.#kept = [];
    return Promise.resolve();
  }

  /** Makes a passkey. @throws DOMException as a browser does where it holds one that is excluded */
  async create(options: CredentialCreation['publicKey']): Promise<RegistrationResponseJSON> {
    const rpId = options.rp.id ?? new URL(this.#origin).hostname;
    if (options.excludeCredentials?.some(({ id }) => this.credentialIds.includes(id))) {
      throw new DOMException('The authenticator holds one of them already.', 'InvalidStateError');
    }
    const credential = await createCredential();
    await this.add(credential, { rpId, userHandle: options.user.id });
    const id = decodeBase64(credential.id, 'id');
    const key = decodeBase64(credential.coseKey, 'key');
    const attested = join(new Uint8Array(16), Uint8Array.of(0, id.length), id, key);
    const authData = join(await authenticatorData(rpId, flags.attestation), attested);
    return {
      ...named(credential.id),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge),
        attestationObject: toBase64url(attestationObject(authData)),
        transports: ['internal'],
      },
    };
  }

  /** Signs in with the newest passkey that fits. @throws DOMException as a browser does where none does */
  async get(options: CredentialAssertion['publicKey']): Promise<AuthenticationResponseJSON> {
    const rpId = options.rpId ?? new URL(this.#origin).hostname;
    const allowed = options.allowCredentials?.map(({ id }) => id) ?? [];
    const found = this.#kept.findLast(
      (kept) => kept.rpId === rpId && (allowed.length === 0 || allowed.includes(kept.credential.id)),
    );
    if (!found) throw new DOMException('The authenticator holds no such passkey.', 'NotAllowedError');
    const data = await authenticatorData(rpId, flags.assertion);
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge);
    const hash = await sha256(decodeBase64(clientDataJSON, 'clientDataJSON'));
    return {
      ...named(found.credential.id),
      response: {
        clientDataJSON,
        authenticatorData: toBase64url(data),
        signature: toBase64url(await sign(found.credential, join(data, hash))),
        userHandle: found.userHandle,
      },
    };
  }

  #clientData(type: string, challenge: string): string {
    const data = { type, challenge, origin: this.#origin, crossOrigin: false };
    return toBase64url(new TextEncoder().encode(JSON.stringify(data)));
  }
}

function named(id: string) {
  return {
    id,
    rawId: id,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
  } as const;
}

/** The counter stays 0, as that of synced passkeys does. */
async function authenticatorData(rpId: string, bits: number): Promise<Uint8Array<ArrayBuffer>> {
  return join(await sha256(new TextEncoder().encode(rpId)), Uint8Array.of(bits), new Uint8Array(4));
}

async function sign({ privateKey }: NewCredential, data: Uint8Array<ArrayBuffer>) {
  const how = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const bytes = decodeBase64(privateKey, 'privateKey');
  const key = await crypto.subtle.importKey('pkcs8', bytes, how, false, ['sign']);
  const raw = new Uint8Array(await crypto.subtle.sign(how, key, data));
  return derSignature(raw);
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}
