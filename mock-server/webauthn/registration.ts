import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { toBase64url } from '../bytes.ts';
import { decodeAttestationObject, ensureStatement } from './attestation.ts';
import { decodeAuthenticatorData, type AuthenticatorFlags } from './authenticator-data.ts';
import { ensureTopLevel } from './client-data.ts';
import type { ParsedRegistration } from './envelope.ts';
import { ensure } from './failure.ts';
import { requireBytes } from './field.ts';
import { verdict } from './library.ts';
import { ensurePublicKey } from './public-key.ts';

export interface RegistrationExpectation {
  /** base64url, as issued. */
  readonly challenge: string;
  readonly origins: readonly string[];
  readonly rpId: string;
  readonly requireUserVerification: boolean;
  /** True on the path for silent creation only ("conditional" mediation). */
  readonly allowUserAbsent: boolean;
  /** COSE algorithm identifiers of `pubKeyCredParams`. */
  readonly algorithms: readonly number[];
  readonly now: Date;
}

/** A new credential. Bytes are base64url. */
export interface VerifiedRegistration {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  /** COSE algorithm identifier. */
  readonly algorithm: number;
  readonly transports: readonly string[];
  readonly attachment?: string;
  /** UUID. */
  readonly aaguid: string;
  readonly attestationFormat: string;
  readonly flags: AuthenticatorFlags;
  readonly signCount: number;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly authenticatorData: string;
}

const section = 'Registering a New Credential';

/**
 * Verifies a registration as WebAuthn Level 3, "Registering a New Credential", asks. First the checks that the library
 * takes as it comes, then the library. That the credential ID is new is for the caller to see to.
 * @throws {Malformed | NotVerified}
 */
export async function verifyRegistration(
  parsed: ParsedRegistration,
  expected: RegistrationExpectation,
): Promise<VerifiedRegistration> {
  ensureTopLevel(parsed.client, section);
  const { clientDataJSON, attestationObject } = parsed.response.response;
  const attestation = decodeAttestationObject(requireBytes(attestationObject, 'attestationObject'));
  const { flags, signCount, attested } = decodeAuthenticatorData(attestation.authenticatorData);
  ensure(attested !== undefined, 'Attested credential data is included', section);
  const isClaimed = toBase64url(attested.credentialId) === parsed.credentialId;
  ensure(isClaimed, 'id is the credential ID in the attested credential data', section);
  const algorithm = await ensurePublicKey(attested.publicKey, expected.algorithms);
  await ensureStatement(attestation, algorithm, expected.now);
  const { registrationInfo } = await verdict(askLibrary(parsed, expected), section);
  const { authenticatorAttachment } = parsed.response;
  return {
    credentialId: parsed.credentialId,
    publicKey: toBase64url(attested.publicKey),
    algorithm,
    transports: parsed.transports,
    ...(authenticatorAttachment && { attachment: authenticatorAttachment }),
    aaguid: registrationInfo.aaguid,
    attestationFormat: attestation.format,
    flags,
    signCount,
    clientDataJSON,
    attestationObject,
    authenticatorData: toBase64url(attestation.authenticatorData),
  };
}

const askLibrary = ({ response }: ParsedRegistration, expected: RegistrationExpectation) =>
  verifyRegistrationResponse({
    response,
    expectedChallenge: expected.challenge,
    expectedOrigin: [...expected.origins],
    expectedRPID: expected.rpId,
    requireUserPresence: !expected.allowUserAbsent,
    requireUserVerification: expected.requireUserVerification,
    supportedAlgorithmIDs: [...expected.algorithms],
  });
