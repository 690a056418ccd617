import { PasskeyError } from './errors.ts';

/**
 * Bytes of a base64 or base64url text, with or without padding: the API sends both (go-webauthn's JSON).
 *
 * @param field how the text is called in its reply, for the error
 * @throws PasskeyError `bad_response` when the text is neither
 */
export function decodeBase64(text: unknown, field: string): Uint8Array<ArrayBuffer> {
  if (typeof text !== 'string' || !/^[\w+/-]*={0,2}$/.test(text)) throw notBase64(field);
  const standard = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (standard.length % 4 === 1) throw notBase64(field);
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

/** base64url without padding (RFC 4648, section 5): the encoding of everything WebAuthn writes in JSON. */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Standard base64 with padding (RFC 4648, section 4): the encoding of a `Credential` record's byte fields. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The same bytes as base64url: Chromium's JSON parser refuses padding, `+` and `/`. */
export function normalizeBase64url(text: unknown, field: string): string {
  return toBase64url(decodeBase64(text, field));
}

/** The same, for a text that may be absent, empty or broken: then `undefined`. */
export function tryBase64url(text: unknown): string | undefined {
  try {
    return normalizeBase64url(text, 'bytes') || undefined;
  } catch {
    return undefined;
  }
}

/** The same bytes as standard base64. */
export function normalizeBase64(text: unknown, field: string): string {
  return toBase64(decodeBase64(text, field));
}

function notBase64(field: string): PasskeyError {
  return new PasskeyError('bad_response', `${field} is neither base64url nor base64.`);
}
