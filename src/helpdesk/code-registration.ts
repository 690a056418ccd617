import type { RegistrationResponseJSON } from '../api/contract.ts';
import type { System } from '../api/system.ts';
import { toCredentialRecord } from '../webauthn/credential-record.ts';
import { ModeDetector } from '../client/mode.ts';
import type { EnrolledPasskey, EnrollOptions } from '../client/types.ts';
import { registerFor } from './register.ts';

/**
 * Makes a Classic passkey for a person who got a code and told it; the code is the proof that it is them.
 *
 * @throws PasskeyError `wrong_code` for every reason that the server has
 */
export function enrollWithCode(
  system: System,
  userId: string,
  code: string,
  options?: EnrollOptions,
): Promise<EnrolledPasskey> {
  const known = new ModeDetector('classic');
  return registerFor({ system: provenBy(code, system), userId, known }, options ?? {});
}

/** The same client, but a new passkey is handed over together with the code. */
function provenBy(code: string, system: System): System {
  return {
    ...system,
    createComplete: async (userId, _family, credential, options) => {
      const record = await toCredentialRecord(credential as RegistrationResponseJSON);
      await system.completeCode({ code, new_web_authn: record, userID: userId }, options);
      return { credentials: [record] };
    },
  };
}
