import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { SigningKey } from '../store/state.ts';

export const signingAlgorithm = 'ES256';

/** A new key pair; `kid` is the thumbprint of the public half (RFC 7638). */
export async function createSigningKey(): Promise<SigningKey> {
  const pair = await generateKeyPair(signingAlgorithm, { extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const about = { alg: signingAlgorithm, use: 'sig', kid: await calculateJwkThumbprint(publicKey) };
  return { private: { ...(await exportJWK(pair.privateKey)), ...about }, public: { ...publicKey, ...about } };
}

/** The document at `/.well-known/jwks.json` (RFC 7517, section "JWK Set Format"). */
export function jsonWebKeySet(key: SigningKey): { keys: JWK[] } {
  return { keys: [key.public] };
}
