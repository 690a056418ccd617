import type { System } from '../api/system.ts';
import { ModeDetector } from '../client/mode.ts';
import type { EnrolledPasskey, EnrollOptions } from '../client/types.ts';
import { toCredentialRecord } from '../webauthn/credential-record.ts';
import { registerFor } from './register.ts';

/**
 * Creates a Classic passkey for a person who received a code; the code proves who they are.
 *
 * @throws PasskeyError `wrong_code` for every reason that the server has
 */
export function enrollWithCode(
  system: System,
  userId: string,
  code: string,
  options?: EnrollOptions,
): Promise<EnrolledPasskey> {
  const detector = new ModeDetector('classic');
  return registerFor({ system, userId, detector }, options, async (credential, _begun, signal) => {
    const record = await toCredentialRecord(credential);
    await system.completeCode({ code, new_web_authn: record, userID: userId }, { signal });
    return { credentials: [record] };
  });
}
