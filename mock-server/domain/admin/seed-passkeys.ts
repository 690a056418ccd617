import { getOwn } from '../../store/lookup.ts';
import type { PasskeyMechanism, Pool, User } from '../../store/state.ts';
import { isConnected } from '../accounts/entities.ts';
import { effective, isPasskey } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { importCredential } from '../passkeys/credential-import.ts';
import { addPasskey, type NewPasskey } from '../passkeys/registration.ts';
import type { PasskeyPlan } from './seed-plan.ts';

/** Checks a passkey's key. @throws 400 for one that no ceremony could make */
export function verifyPasskey(plan: PasskeyPlan): Promise<NewPasskey> {
  return importCredential({
    id: plan.credential_id,
    publicKey: plan.public_key,
    attestationFormat: 'none',
    transports: plan.transports,
    flags: {
      userPresent: true,
      userVerified: true,
      backupEligible: plan.backup_eligible,
      backupState: plan.backup_state,
    },
    aaguid: new Uint8Array(),
    signCount: plan.sign_count,
    attachment: 'platform',
    attestationObject: new Uint8Array(),
  });
}

/** Gives a user a passkey that was checked; one that the user has already stays. */
export function plantPasskey(
  context: RequestContext,
  user: User,
  pool: Pool,
  plan: PasskeyPlan,
  made: NewPasskey,
): void {
  const before = getOwn(context.state.passkeys, made.credentialId);
  if (before?.userId === user.id) return;
  const family = plan.mechanism ?? usualFamily(context, pool);
  const where = plan.rp_id === undefined ? {} : { rpId: plan.rp_id };
  const passkey = addPasskey(context, user, pool, family, { ...made, ...where });
  passkey.name = plan.name ?? passkey.name;
}

/** The family of the first workspace of the pool which has passkeys. */
function usualFamily(context: RequestContext, pool: Pool): PasskeyMechanism {
  const listed = [...pool.firstFactors, ...pool.secondFactors];
  const connected = Object.values(context.state.workspaces).filter((one) => isConnected(one, pool));
  const open = connected.flatMap((workspace) => effective(listed, workspace)).find(isPasskey);
  return open ?? 'usernameless_webauthn';
}
