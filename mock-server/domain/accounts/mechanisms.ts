import type { Mechanism, PasskeyMechanism, Pool, Workspace } from '../../store/state.ts';
import { isConnected } from './entities.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

export function isPasskey(mechanism: Mechanism): mechanism is PasskeyMechanism {
  return mechanism === 'webauthn' || mechanism === 'usernameless_webauthn';
}

/** Smart or Classic, as the workspace has it; `undefined`: passkeys are switched off. */
function activeFamily(workspace: Workspace): PasskeyMechanism | undefined {
  return workspace.authenticationMechanisms.find(isPasskey);
}

/**
 * What of a pool's list works in a workspace. In the pool either passkey value stands for "passkey"; which
 * family that is, the workspace decides.
 */
export function effective(listed: readonly Mechanism[], workspace: Workspace): Mechanism[] {
  const family = activeFamily(workspace);
  const named = listed.map((mechanism) => (isPasskey(mechanism) ? family : mechanism));
  const allowed = named.filter(
    (mechanism) => mechanism !== undefined && workspace.authenticationMechanisms.includes(mechanism),
  );
  return [...new Set(allowed)] as Mechanism[];
}

type Factor = 'first' | 'second' | 'any';

/** Refuses a mechanism that the workspace or the pool does not have for that factor. */
export function requireMechanism(
  workspace: Workspace,
  pool: Pool,
  mechanism: Mechanism,
  factor: Factor,
): void {
  const first = factor === 'second' ? [] : pool.firstFactors;
  const second = factor === 'first' ? [] : pool.secondFactors;
  if (!effective([...first, ...second], workspace).includes(mechanism)) {
    throw apiError('mechanism_not_allowed', `${mechanism} is not active here.`);
  }
}

/** The system API has no workspace: a family is open while one connected workspace has it active. */
export function requireFamilySomewhere(context: RequestContext, pool: Pool, family: PasskeyMechanism): void {
  const listed = [...pool.firstFactors, ...pool.secondFactors];
  const open = Object.values(context.state.workspaces).some(
    (workspace) => isConnected(workspace, pool) && effective(listed, workspace).includes(family),
  );
  if (!open)
    throw apiError('mechanism_not_allowed', `${family} is not active in any workspace of this pool.`);
}
