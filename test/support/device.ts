import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  AuthenticatorEmulator,
  PasskeysCredentialsMemoryRepository,
  WebAuthnEmulator,
} from 'nid-webauthn-emulator';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { base64url, bytes, concat, decodeMap, withAttestation, withMember } from './hostile.ts';

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

/** COSE algorithm identifiers. */
const algorithms = { ES256: -7, EdDSA: -8, RS256: -257 } as const;

/** An authenticator with room for one passkey per user, and the browser around it. */
export class Device {
  readonly #kept = new PasskeysCredentialsMemoryRepository();
  readonly #browser: WebAuthnEmulator;
  readonly #origin: string;
  readonly #algorithm: Algorithm;

  constructor(origin = 'http://localhost:4400', algorithm: Algorithm = 'ES256') {
    this.#origin = origin;
    this.#algorithm = algorithm;
    const parameters = { algorithmIdentifiers: [algorithm], credentialsRepository: this.#kept };
    this.#browser = new WebAuthnEmulator(new AuthenticatorEmulator(parameters));
  }

  create(options: unknown): RegistrationResponseJSON {
    type Options = Parameters<WebAuthnEmulator['createJSON']>[1];
    const made = this.#browser.createJSON(this.#origin, options as Options);
    return JSON.parse(JSON.stringify(made)) as RegistrationResponseJSON;
  }

  get(options: unknown): AuthenticationResponseJSON {
    type Options = Parameters<WebAuthnEmulator['getJSON']>[1];
    const asserted = this.#browser.getJSON(this.#origin, options as Options);
    return JSON.parse(JSON.stringify(asserted)) as AuthenticationResponseJSON;
  }

  /** Signs authenticator data and client data as they are now. */
  resign(assertion: AuthenticationResponseJSON): AuthenticationResponseJSON {
    const { authenticatorData, clientDataJSON } = assertion.response;
    const signature = this.#sign(bytes(authenticatorData), bytes(clientDataJSON));
    return withMember(assertion, 'response.signature', base64url(signature));
  }

  /** Turns attestation none into packed self attestation ("Packed Attestation Statement Format"). */
  selfAttest(
    registration: RegistrationResponseJSON,
    change: Readonly<Record<string, unknown>> = {},
  ): RegistrationResponseJSON {
    const statement = {
      alg: algorithms[this.#algorithm],
      sig: this.selfSignature(registration),
      ...change,
    };
    return withAttestation(registration, (map) =>
      map.set('fmt', 'packed').set('attStmt', new Map(Object.entries(statement))),
    );
  }

  /** The signature of a self attestation. */
  selfSignature(registration: RegistrationResponseJSON, hash?: string): Uint8Array {
    const { attestationObject, clientDataJSON } = registration.response;
    const authenticatorData = decodeMap(bytes(attestationObject)).get('authData') as Uint8Array;
    return this.#sign(authenticatorData, bytes(clientDataJSON), hash);
  }

  #sign(authenticatorData: Uint8Array, clientDataJSON: Uint8Array, digest = 'sha256'): Uint8Array {
    const source = this.#kept.loadCredentials().at(-1)?.publicKeyCredentialSource;
    if (!source) throw new Error('This device holds no passkey.');
    const key = createPrivateKey({ key: Buffer.from(source.privateKey), format: 'der', type: 'pkcs8' });
    const hash = createHash('sha256').update(clientDataJSON).digest();
    const data = concat(authenticatorData, hash);
    return Uint8Array.from(sign(this.#algorithm === 'EdDSA' ? null : digest, data, key));
  }
}
