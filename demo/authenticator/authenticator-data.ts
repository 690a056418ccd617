import { encode } from 'cborg';
import { joined, sha256, textBytes } from '../bytes.ts';

/** AAGUID of the demo authenticator. */
export const demoAaguid = '3d5f0c1e-8a94-4b7e-9f21-64656d6f6b65';

/** Flags of authenticator data (WebAuthn Level 3, Authenticator Data): user present and verified; key attached. */
const presentAndVerified = 0b0000_0101;
const attestedData = 0b0100_0000;

/** Authenticator data of an assertion. The counter stays 0: this authenticator does not count. */
export const assertionData = async (rpId: string) =>
  joined(await sha256(textBytes(rpId)), Uint8Array.of(presentAndVerified), counter);

/** Authenticator data with the new credential in it. Silent creation leaves the user-present flag unset. */
export async function attestationData(rpId: string, id: Uint8Array, coseKey: Uint8Array, silent: boolean) {
  const flags = Uint8Array.of(silent ? attestedData : presentAndVerified | attestedData);
  const length = Uint8Array.of(id.length >> 8, id.length & 0xff);
  return joined(await sha256(textBytes(rpId)), flags, counter, aaguidBytes(), length, id, coseKey);
}

/** Attestation object of format `none`: it proves nothing about the maker. */
export const attestationObject = (authData: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode({ fmt: 'none', attStmt: {}, authData }));

/** A P-256 key in COSE (RFC 9053, section 7.1.1) with the algorithm ES256. */
export async function coseKey(publicKey: CryptoKey): Promise<Uint8Array> {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)); // 04 ‖ x ‖ y
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, point.slice(1, 33)],
    [-3, point.slice(33)],
  ]);
  return encode(key);
}

const counter = new Uint8Array(4);
const aaguidBytes = () =>
  Uint8Array.from(demoAaguid.replaceAll('-', '').match(/../g) ?? [], (hex) => parseInt(hex, 16));
