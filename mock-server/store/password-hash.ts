import { type Bytes, encodeText, fromBase64url, toBase64url } from '../bytes.ts';
import type { PasswordHash } from './state.ts';

/** Few, because a test starts a server each time and keeps no secret; a production server takes 600,000 (OWASP). */
const iterations = 1_000;

/** Compared with where there is no such user, so that the time taken reveals nothing. */
export const nobodysPassword: PasswordHash = { salt: 'AAAAAAAAAAAAAAAAAAAAAA', iterations, hash: '' };

export async function hashPassword(password: string, salt: Bytes): Promise<PasswordHash> {
  return { salt: toBase64url(salt), iterations, hash: toBase64url(await derive(password, salt, iterations)) };
}

/** Compares every byte, so that the time taken reveals nothing. */
export async function isPassword(password: string, kept: PasswordHash): Promise<boolean> {
  const salt = fromBase64url(kept.salt) ?? new Uint8Array();
  const expected = fromBase64url(kept.hash) ?? new Uint8Array();
  const actual = await derive(password, salt, kept.iterations);
  return actual.length === expected.length && actual.every((byte, at) => byte === expected[at]);
}

async function derive(password: string, salt: Bytes, rounds: number): Promise<Bytes> {
  const encoded = encodeText(password.normalize('NFKC'));
  const key = await crypto.subtle.importKey('raw', encoded, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
