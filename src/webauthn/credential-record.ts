import type { CredentialRecord, RegistrationResponseJSON } from '../api/contract.ts';
import { lazy } from '../async.ts';

/**
 * Converts a new credential to go-webauthn's `Credential`, the record that `set-webauthn` and `completeCode` take. Its
 * byte fields are standard base64 with padding. Verification is the server's responsibility.
 *
 * @throws PasskeyError `invalid_request` when the response holds no new credential
 */
export async function toCredentialRecord(credential: RegistrationResponseJSON): Promise<CredentialRecord> {
  return (await recordPart()).toRecord(credential);
}

const recordPart = lazy(() => import('./attested-credential.ts'));
