import { sha256, toBase64url } from '../bytes.ts';

/** A code verifier, and a code challenge of method S256, have the same alphabet and length. */
const form = /^[A-Za-z0-9._~-]{43,128}$/;

/** A code challenge of method S256 (RFC 7636, section "Client Creates the Code Challenge"). */
export function isCodeChallenge(challenge: string): boolean {
  return form.test(challenge);
}

/**
 * Compares a verifier with the challenge of the authorization request (RFC 7636, section "Server Verifies code_verifier
 * before Returning the Tokens"). A verifier without a challenge is refused: the challenge was taken out of the
 * request (RFC 9700, section "PKCE Downgrade Attack").
 */
export async function provesChallenge(
  verifier: string | undefined,
  challenge: string | undefined,
): Promise<boolean> {
  if (verifier === undefined || challenge === undefined) return verifier === challenge;
  return form.test(verifier) && toBase64url(await sha256(verifier)) === challenge;
}
