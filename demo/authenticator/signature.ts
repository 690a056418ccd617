import { joined } from '../bytes.ts';

/** Signs with ES256 and gives the signature as WebAuthn wants it, in DER; WebCrypto gives r ‖ s. */
export async function sign(key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, data));
  const body = joined(derInteger(raw.slice(0, 32)), derInteger(raw.slice(32)));
  return joined(Uint8Array.of(0x30, body.length), body);
}

/** A non-negative INTEGER: no needless leading zeros, but one where the first bit would mean a negative number. */
function derInteger(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.slice(first);
  const value = (digits[0] ?? 0) > 0x7f ? joined(Uint8Array.of(0), digits) : digits;
  return joined(Uint8Array.of(0x02, value.length), value);
}
