import { toBase64url } from '../base64.ts';

/** A passkey with its private key, ready for an authenticator and for the server. Bytes are base64url. */
export interface NewCredential {
  readonly id: string;
  /** PKCS #8. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** In COSE, as the server keeps it. */
  readonly coseKey: string;
}

/** A credential of ES256, as platform authenticators make. */
export async function createCredential(): Promise<NewCredential> {
  const how = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(how, true, ['sign', 'verify']);
  const exported = async (format: 'pkcs8' | 'spki' | 'raw', key: CryptoKey) =>
    new Uint8Array(await crypto.subtle.exportKey(format, key));
  const point = await exported('raw', pair.publicKey);
  return {
    id: toBase64url(crypto.getRandomValues(new Uint8Array(32))),
    privateKey: toBase64url(await exported('pkcs8', pair.privateKey)),
    publicKey: toBase64url(await exported('spki', pair.publicKey)),
    coseKey: toBase64url(coseKey(point)),
  };
}

/**
 * COSE_Key in canonical CBOR (RFC 9053, section 7.1.1): `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`.
 * @param point uncompressed: 04 ‖ x ‖ y
 */
function coseKey(point: Uint8Array): Uint8Array<ArrayBuffer> {
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)];
  return Uint8Array.of(0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...x, 0x22, 0x58, 32, ...y);
}
