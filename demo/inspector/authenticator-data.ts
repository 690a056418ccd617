import { decodeFirst } from 'cborg';
import { algorithmName } from './algorithms.ts';
import { base64url, fromBase64url, hex } from '../bytes.ts';

/** Authenticator data taken apart: WebAuthn Level 3, Authenticator Data. */
export interface AuthenticatorData {
  /** SHA-256 of the RP ID, hexadecimal. */
  readonly rpIdHash: string;
  readonly flags: readonly Flag[];
  readonly signCount: number;
  /** Present when a credential was made. */
  readonly credential?: AttestedCredential;
}

export interface Flag {
  readonly name: 'UP' | 'UV' | 'BE' | 'BS' | 'AT' | 'ED';
  readonly meaning: string;
  readonly on: boolean;
}

export interface AttestedCredential {
  readonly aaguid: string;
  /** base64url. */
  readonly id: string;
  /** e.g. "ES256 (−7)". */
  readonly algorithm: string;
}

const flags = [
  { bit: 0, name: 'UP', meaning: 'user present' },
  { bit: 2, name: 'UV', meaning: 'user verified' },
  { bit: 3, name: 'BE', meaning: 'may be synced' },
  { bit: 4, name: 'BS', meaning: 'is synced' },
  { bit: 6, name: 'AT', meaning: 'a new credential is inside' },
  { bit: 7, name: 'ED', meaning: 'extensions are inside' },
] as const;

const attested = 6;

/** Reads base64url; `undefined` when it is too short to be authenticator data. */
export function readAuthenticatorData(text: string): AuthenticatorData | undefined {
  const bytes = fromBase64url(text);
  if (!bytes || bytes.length < 37) return undefined;
  const view = new DataView(bytes.buffer);
  const bits = view.getUint8(32);
  const credential = isOn(bits, attested) ? readCredential(bytes) : undefined;
  return {
    rpIdHash: hex(bytes.slice(0, 32)),
    flags: flags.map(({ bit, name, meaning }) => ({ name, meaning, on: isOn(bits, bit) })),
    signCount: view.getUint32(33),
    ...(credential && { credential }),
  };
}

function readCredential(bytes: Uint8Array<ArrayBuffer>): AttestedCredential | undefined {
  if (bytes.length < 55) return undefined;
  const end = 55 + new DataView(bytes.buffer).getUint16(53);
  return {
    aaguid: uuid(bytes.slice(37, 53)),
    id: base64url(bytes.slice(55, end)),
    algorithm: algorithmName(coseAlgorithm(bytes.slice(end))),
  };
}

/** Parameter 3 of a COSE key is its algorithm (RFC 9052, section 7.1). */
function coseAlgorithm(bytes: Uint8Array): number | undefined {
  try {
    const [key] = decodeFirst(bytes, { useMaps: true }) as [Map<number, unknown>, Uint8Array];
    const algorithm = key.get(3);
    return typeof algorithm === 'number' ? algorithm : undefined;
  } catch {
    return undefined; // The server refuses invalid CBOR; the inspector only shows it.
  }
}

const isOn = (bits: number, bit: number) => (bits & (1 << bit)) !== 0;
const uuid = (bytes: Uint8Array) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
