import { forget, passkeysOf } from '../../store/lookup.ts';
import type { Passkey, User } from '../../store/state.ts';
import { markChanged, requireMatch } from '../accounts/etag.ts';
import { passkeyName } from './names.ts';
import type { Realm } from '../context.ts';
import { refusal } from '../error.ts';

/** One passkey of a user, by its record ID. Somebody else's is answered like one that does not exist. */
export interface Target {
  readonly user: User;
  readonly id: string;
  readonly ifMatch: string | undefined;
}

export function renamePasskey(realm: Realm, target: Target, name: unknown): void {
  const passkey = requirePasskey(realm, target);
  const wanted = passkeyName(name);
  requireMatch(target.user, target.ifMatch);
  passkey.name = wanted;
  passkey.updatedAt = realm.now();
  markChanged(realm, target.user);
}

/** @param by people must keep their last passkey; an admin may remove it */
export function removePasskey(realm: Realm, target: Target, by: 'user' | 'admin'): void {
  const { user } = target;
  const passkey = requirePasskey(realm, target);
  requireMatch(user, target.ifMatch);
  if (by === 'user' && passkeysOf(realm.state, user).length === 1) {
    throw refusal('last_credential', 'The last passkey cannot be removed by its user.');
  }
  forget(realm.state.passkeys, passkey.credentialId);
  user.passkeys = user.passkeys.filter((credentialId) => credentialId !== passkey.credentialId);
  markChanged(realm, user);
}

function requirePasskey(realm: Realm, { user, id }: Target): Passkey {
  const passkey = passkeysOf(realm.state, user).find((candidate) => candidate.id === id);
  if (!passkey) throw refusal('not_found', 'The user has no such passkey.');
  return passkey;
}
