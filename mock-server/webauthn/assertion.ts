import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { decodeAuthenticatorData } from './authenticator-data.ts';
import { ensureTopLevel } from './client-data.ts';
import type { ParsedAssertion } from './envelope.ts';
import { ensure } from './failure.ts';
import { requireBytes } from './field.ts';
import { verdict } from './library.ts';
import { ensurePublicKey } from './public-key.ts';
import { ensureDerSignature } from './signature.ts';

/** A stored credential. Bytes are base64url. */
export interface StoredCredential {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  readonly signCount: number;
  readonly backupEligible: boolean;
}

export interface AssertionExpectation {
  /** base64url, as issued. */
  readonly challenge: string;
  readonly origins: readonly string[];
  readonly rpId: string;
  readonly requireUserVerification: boolean;
  /** Whether a signature counter that did not grow is refused, or marked beside the sign-in. */
  readonly counter: 'reject' | 'warn';
  readonly now: Date;
}

export interface VerifiedAssertion {
  /** What to store from now on. */
  readonly signCount: number;
  readonly backupState: boolean;
  readonly userVerified: boolean;
  /** The counter did not grow: two authenticators may share this credential. */
  readonly cloneWarning: boolean;
}

const section = 'Verifying an Authentication Assertion';

/**
 * Verifies an assertion as WebAuthn Level 3, "Verifying an Authentication Assertion", asks. First the checks that the
 * library leaves out, then the library. The caller must have found the credential and its user.
 * @throws {Malformed | NotVerified}
 */
export async function verifyAssertion(
  parsed: ParsedAssertion,
  stored: StoredCredential,
  expected: AssertionExpectation,
): Promise<VerifiedAssertion> {
  const { authenticatorData, signature } = parsed.response.response;
  ensure(parsed.credentialId === stored.credentialId, 'id is that of the stored credential', section);
  ensureTopLevel(parsed.client, section);
  const { flags, signCount, attested } = decodeAuthenticatorData(
    requireBytes(authenticatorData, 'authenticatorData'),
  );
  ensure(attested === undefined, 'Attested credential data is not included', 'Authenticator Data');
  const sameEligibility = flags.backupEligible === stored.backupEligible;
  ensure(sameEligibility, 'Backup eligibility is what it was at registration', section);
  // Checked again: the stored key may come from another server, or from a version with fewer checks.
  const algorithm = await ensurePublicKey(requireBytes(stored.publicKey, 'publicKey'));
  ensureDerSignature(requireBytes(signature, 'signature'), algorithm);
  await verdict(askLibrary(parsed, stored, expected), section);
  const grew = signCount > stored.signCount || (signCount === 0 && stored.signCount === 0);
  ensure(
    grew || expected.counter === 'warn',
    'The signature counter grows',
    'Signature Counter Considerations',
  );
  return {
    signCount: Math.max(signCount, stored.signCount),
    backupState: flags.backupState,
    userVerified: flags.userVerified,
    cloneWarning: !grew,
  };
}

/** The counter is compared above, after the signature: a forgery proves nothing about it. */
const askLibrary = (
  { response }: ParsedAssertion,
  stored: StoredCredential,
  expected: AssertionExpectation,
) =>
  verifyAuthenticationResponse({
    response,
    expectedChallenge: expected.challenge,
    expectedOrigin: [...expected.origins],
    expectedRPID: expected.rpId,
    credential: {
      id: stored.credentialId,
      publicKey: requireBytes(stored.publicKey, 'publicKey'),
      counter: 0,
    },
    requireUserVerification: expected.requireUserVerification,
  });
