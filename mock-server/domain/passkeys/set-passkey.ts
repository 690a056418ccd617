import type { Passkey } from '../../store/state.ts';
import { listPasskeys } from '../../store/lookup.ts';
import type { Caller } from '../accounts/access.ts';
import { requireMatch } from '../accounts/etag.ts';
import { addPasskey } from './registration.ts';
import { type HandedCredential, importCredential } from './credential-import.ts';
import { requireMechanism } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

/** Gives a user who has no passkey a Classic one that was verified elsewhere. */
export async function setPasskey(
  context: RequestContext,
  { user, pool, workspace }: Caller,
  credential: HandedCredential,
  ifMatch: string | undefined,
): Promise<Passkey> {
  requireMechanism(workspace, pool, 'webauthn', 'any');
  const made = await importCredential(credential);
  requireMatch(user, ifMatch);
  if (listPasskeys(context.state, user).length > 0) {
    throw apiError('credential_exists', 'The user has a passkey already.');
  }
  return addPasskey(context, user, pool, 'webauthn', made);
}
