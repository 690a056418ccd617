/** CBOR of `{"fmt": "none", "attStmt": {}, "authData": …}`. */
export function attestationObject(authData: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = (value: string) => join(Uint8Array.of(0x60 + value.length), new TextEncoder().encode(value));
  return join(
    Uint8Array.of(0xa3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Uint8Array.of(0xa0),
    text('authData'),
    // In one byte of length: with IDs and keys of this size it has 164 bytes.
    Uint8Array.of(0x58, authData.length),
    authData,
  );
}

/** ECDSA as an ASN.1 sequence (RFC 3279, section 2.2.3). @param raw both numbers side by side, as Web Crypto has them */
export function derSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const numbers = join(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
  return join(Uint8Array.of(0x30, numbers.length), numbers);
}

/** The shortest form of a positive number: no leading zero, but one before a high bit. */
function integer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.subarray(first < 0 ? bytes.length - 1 : first);
  const value = (short[0] ?? 0) > 0x7f ? join(Uint8Array.of(0), short) : short;
  return join(Uint8Array.of(2, value.length), value);
}

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
