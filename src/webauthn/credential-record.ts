import type { CredentialRecord, RegistrationResponseJSON } from '../api/contract.ts';
import { lazy } from '../async/lazy.ts';

/**
 * What a browser answered to a creation, as the record that `set-webauthn` and `completeCode` take: go-webauthn's
 * `Credential`, byte fields in standard base64 with padding. Nothing is verified here: that is the server's part.
 *
 * @throws PasskeyError `invalid_request` when the response holds no new credential
 */
export async function toCredentialRecord(credential: RegistrationResponseJSON): Promise<CredentialRecord> {
  return (await recordPart()).toRecord(credential);
}

const recordPart = lazy(() => import('./attested-credential.ts'));
