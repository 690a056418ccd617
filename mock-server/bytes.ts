/** Both encodings of bytes on the wire (RFC 4648, sections 4 and 5), without Node's Buffer. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Standard alphabet, padded, canonical; `undefined` for anything else. */
export function fromBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return isCanonical(text, bytes) ? bytes : undefined;
}

/** Where the last characters stand for less than three bytes, the bits that are left over are zero. */
function isCanonical(text: string, bytes: Bytes): boolean {
  const left = bytes.length % 3;
  return left === 0 || toBase64(bytes.subarray(-left)) === text.slice(-4);
}

/** URL alphabet, unpadded, canonical; `undefined` for anything else. */
export function fromBase64url(text: string): Bytes | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  const standard = text.replace(/-/g, '+').replace(/_/g, '/');
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Also of another realm: in jsdom, what Node and the libraries make is no `Uint8Array` to those who ask by `instanceof`. */
export function isBytes(value: unknown): value is Bytes {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

/** UTF-8, in bytes of this realm, as {@link isBytes} explains. */
export function encodeText(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text));
}

export async function sha256(data: string | Bytes): Promise<Bytes> {
  const bytes = typeof data === 'string' ? encodeText(data) : data;
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
