import { fromBase64url, type Bytes } from '../bytes.ts';
import { ensureShape } from './failure.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** @throws {Malformed} unless the value is a JSON object. */
export function requireObject(value: unknown, field: string): Fields {
  ensureShape(
    typeof value === 'object' && value !== null && !Array.isArray(value),
    `${field} to be an object`,
  );
  return value as Fields;
}

/** @throws {Malformed} unless the value is a string with something in it. */
export function requireText(value: unknown, field: string): string {
  ensureShape(typeof value === 'string' && value !== '', `${field} to be a string`);
  return value;
}

/** @throws {Malformed} unless the value is base64url as WebAuthn writes it: canonical, without padding. */
export function requireBytes(value: unknown, field: string): Bytes {
  const bytes = fromBase64url(requireText(value, field));
  ensureShape(bytes !== undefined, `${field} to be base64url without padding`);
  return bytes;
}

/** The string of `bytesOf`, for what goes on as text. @throws {Malformed} */
export function requireBase64url(value: unknown, field: string): string {
  requireBytes(value, field);
  return requireText(value, field);
}
