import { type Bytes, encodeText, fromBase64url, toBase64url } from '../../bytes.ts';
import { identifierKey } from '../../store/lookup.ts';
import type { RequestContext } from '../context.ts';

/** Lengths and transports as common authenticators have them: phone, laptop, security keys. */
const kinds = [
  { length: 16, transports: ['hybrid', 'internal'] },
  { length: 20, transports: ['hybrid', 'internal'] },
  { length: 32, transports: ['internal'] },
  { length: 48, transports: ['usb'] },
  { length: 64, transports: ['nfc', 'usb'] },
] as const;

/**
 * Stands for the passkeys of an identifier that has none: it looks like one and stays the same, so that begin does not
 * reveal who has an account (WebAuthn Level 3, section "Username Enumeration").
 */
export async function fakeCredential(
  context: RequestContext,
  poolId: string,
  identifier: string,
): Promise<{ credentialId: string; transports: string[] }> {
  const seed = await keyedHash(context.state.decoySecret, `${poolId}:${identifierKey(identifier)}`);
  const kind = kinds[(seed[0] ?? 0) % kinds.length] ?? kinds[0];
  return { credentialId: toBase64url(seed.slice(0, kind.length)), transports: [...kind.transports] };
}

/** HMAC with SHA-512: 64 bytes, as many as the longest of them needs. */
async function keyedHash(secret: string, text: string): Promise<Bytes> {
  const how = { name: 'HMAC', hash: 'SHA-512' };
  const bytes = fromBase64url(secret) ?? new Uint8Array();
  const key = await crypto.subtle.importKey('raw', bytes, how, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encodeText(text)));
}
