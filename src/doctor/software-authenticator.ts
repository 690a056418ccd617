import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { toBase64url, tryBase64url } from '../base64.ts';
import type { JsonObject } from '../api/json.ts';

export interface AssertionChanges {
  /** Signature counter. Default: one more than before. */
  readonly counter?: number;
  /** The page says that it is in a frame of another origin. */
  readonly crossOrigin?: boolean;
}

const present = 0x01;
const verified = 0x04;
const hasCredential = 0x40;

/**
 * An authenticator with one discoverable ES256 credential, together with the browser around it. It answers in the JSON of
 * Web Authentication Level 3, sections "RegistrationResponseJSON" and "AuthenticationResponseJSON".
 */
export class SoftwareAuthenticator {
  readonly #origin: string;
  readonly #id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #rpId = '';
  #userHandle: string | undefined;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get credentialId(): string {
    return toBase64url(this.#id);
  }

  /** @returns `undefined` if the options do not offer ES256, or name no challenge */
  create(options: JsonObject): object | undefined {
    const { rp, user, pubKeyCredParams, challenge } = options;
    const offered = Array.isArray(pubKeyCredParams) ? pubKeyCredParams : [];
    const isOffered = offered.some((each) => (Object(each) as { alg?: unknown }).alg === -7);
    if (!isOffered || tryBase64url(challenge) === undefined) return undefined;
    this.#rpId = readText(rp, 'id') ?? new URL(this.#origin).hostname;
    this.#userHandle = tryBase64url(readText(user, 'id'));
    const authenticatorData = this.#authenticatorData(present | verified | hasCredential, this.#attested());
    return this.#credential({
      clientDataJSON: toBase64url(this.#clientData('webauthn.create', challenge, false)),
      attestationObject: toBase64url(attestationObject(authenticatorData)),
      authenticatorData: toBase64url(authenticatorData),
      publicKey: toBase64url(this.#keys.publicKey.export({ type: 'spki', format: 'der' })),
      publicKeyAlgorithm: -7,
      transports: ['internal'],
    });
  }

  get(options: JsonObject, { counter, crossOrigin = false }: AssertionChanges = {}): object {
    this.#counter = counter ?? this.#counter + 1;
    const authenticatorData = this.#authenticatorData(present | verified, Buffer.alloc(0));
    const clientData = this.#clientData('webauthn.get', options['challenge'], crossOrigin);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    return this.#credential({
      clientDataJSON: toBase64url(clientData),
      authenticatorData: toBase64url(authenticatorData),
      signature: toBase64url(sign('sha256', signed, this.#keys.privateKey)),
      ...(this.#userHandle !== undefined && { userHandle: this.#userHandle }),
    });
  }

  #credential(response: object): object {
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response,
    };
  }

  #clientData(type: string, challenge: unknown, crossOrigin: boolean): Buffer {
    const data = { type, challenge: tryBase64url(challenge) ?? '', origin: this.#origin, crossOrigin };
    return Buffer.from(JSON.stringify(data));
  }

  /** Web Authentication Level 3, section "Authenticator Data". */
  #authenticatorData(flags: number, attested: Buffer): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([sha256(this.#rpId), Buffer.of(flags), counter, attested]);
  }

  /** Section "Attested Credential Data", with an AAGUID of zeros. */
  #attested(): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    return Buffer.concat([Buffer.alloc(16), length, this.#id, coseKey(this.#keys.publicKey)]);
  }
}

/** A map in canonical CBOR: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x and y (RFC 9053, section 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
}

/** `{fmt: "none", attStmt: {}, authData}` in CBOR (section "None Attestation Statement Format"). */
function attestationObject(authenticatorData: Buffer): Buffer {
  // A length of one byte, as canonical CBOR asks for it: authenticator data has 164 bytes here.
  const length = Buffer.of(authenticatorData.length);
  const text = (word: string): Buffer => Buffer.concat([Buffer.of(0x60 + word.length), Buffer.from(word)]);
  return Buffer.concat([
    ...[Buffer.of(0xa3), text('fmt'), text('none'), text('attStmt'), Buffer.of(0xa0)],
    ...[text('authData'), Buffer.of(0x58), length, authenticatorData],
  ]);
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

function readText(object: unknown, name: string): string | undefined {
  const value = (Object(object) as JsonObject)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
