import { PasskeyError } from './errors.ts';

/**
 * Decodes base64 and base64url, with or without padding: the API uses both (go-webauthn's JSON).
 *
 * @param field name of the text in the reply, for the error
 * @throws PasskeyError `bad_response` if the text is neither
 */
export function decodeBase64(text: unknown, field: string): Uint8Array<ArrayBuffer> {
  if (typeof text !== 'string' || !/^[\w+/-]*={0,2}$/.test(text)) throw notBase64(field);
  const standard = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (standard.length % 4 === 1) throw notBase64(field);
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

/** base64url without padding (RFC 4648, section 5), the encoding of WebAuthn's JSON: Chromium's parser refuses any other. */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Standard base64 with padding (RFC 4648, section 4), the encoding of a `Credential` record's byte fields. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Converts base64 or base64url to base64url; `undefined` if the text is absent, empty or broken. */
export function tryBase64url(text: unknown): string | undefined {
  try {
    return toBase64url(decodeBase64(text, 'bytes')) || undefined;
  } catch {
    return undefined;
  }
}

function notBase64(field: string): PasskeyError {
  return new PasskeyError('bad_response', `${field} is neither base64url nor base64.`);
}
