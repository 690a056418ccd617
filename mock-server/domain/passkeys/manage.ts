import { deleteKey, listPasskeys } from '../../store/lookup.ts';
import type { Passkey, User } from '../../store/state.ts';
import { touch, requireMatch } from '../accounts/etag.ts';
import { passkeyName } from './names.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

/** One passkey of a user, by its record ID or its WebAuthn ID in base64url: which of the two is not published. Another user's is answered like one that does not exist. */
export interface Target {
  readonly user: User;
  readonly id: string;
  readonly ifMatch: string | undefined;
}

export function renamePasskey(context: RequestContext, target: Target, name: string): void {
  const passkey = requirePasskey(context, target);
  const wanted = passkeyName(name);
  requireMatch(target.user, target.ifMatch);
  passkey.name = wanted;
  passkey.updatedAt = context.now();
  touch(context, target.user);
}

/** @param by people must keep their last passkey; an admin may remove it */
export function removePasskey(context: RequestContext, target: Target, by: 'user' | 'admin'): void {
  const { user } = target;
  const passkey = requirePasskey(context, target);
  requireMatch(user, target.ifMatch);
  if (by === 'user' && listPasskeys(context.state, user).length === 1) {
    throw apiError('last_credential', 'The last passkey cannot be removed by its user.');
  }
  deleteKey(context.state.passkeys, passkey.credentialId);
  user.passkeys = user.passkeys.filter((credentialId) => credentialId !== passkey.credentialId);
  touch(context, user);
}

function requirePasskey(context: RequestContext, { user, id }: Target): Passkey {
  const passkeys = listPasskeys(context.state, user);
  const passkey =
    passkeys.find((candidate) => candidate.id === id) ??
    passkeys.find(({ credentialId }) => credentialId === id);
  if (!passkey) throw apiError('not_found', 'The user has no such passkey.');
  return passkey;
}
