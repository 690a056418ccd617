import type { Passkey } from '../../store/state.ts';
import { passkeysOf } from '../../store/lookup.ts';
import type { Caller } from '../accounts/access.ts';
import { requireMatch } from '../accounts/etag.ts';
import { addPasskey } from './registration.ts';
import { readCredential } from './credential-import.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import type { Realm } from '../context.ts';
import { refusal } from '../error.ts';

/** Gives a user who has no passkey a Classic one that was verified elsewhere. */
export async function setPasskey(
  realm: Realm,
  { user, pool, workspace }: Caller,
  credential: unknown,
  ifMatch: string | undefined,
): Promise<Passkey> {
  requireMechanism(workspace, pool, 'webauthn', 'any');
  const made = await readCredential(credential, 'new_webauthn');
  requireMatch(user, ifMatch);
  if (passkeysOf(realm.state, user).length > 0) {
    throw refusal('credential_exists', 'The user has a passkey already.');
  }
  return addPasskey(realm, user, pool, 'webauthn', made);
}
