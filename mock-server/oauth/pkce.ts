import { sha256, toBase64url } from '../bytes.ts';

const form = /^[A-Za-z0-9._~-]{43,128}$/;

/** A code challenge of method S256 (RFC 7636, section "Client Creates the Code Challenge"). */
export function isCodeChallenge(challenge: string): boolean {
  return form.test(challenge);
}

/** RFC 7636, section "Server Verifies code_verifier before Returning the Tokens". */
export async function provesChallenge(verifier: string, challenge: string): Promise<boolean> {
  return form.test(verifier) && toBase64url(await sha256(verifier)) === challenge;
}
