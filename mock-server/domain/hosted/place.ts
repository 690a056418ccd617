import type { PasskeyMechanism, Pool, Transaction, User, Workspace } from '../../store/state.ts';
import { getOwn } from '../../store/lookup.ts';
import { isConnected, requireWorkspace } from '../accounts/entities.ts';
import { effective } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';
import { requireTransaction, type SignInContext } from '../oauth/transactions.ts';

/** The query of a hosted page, which all of its calls carry: `server_id`, `login_id`, `login_state`, `code`. */
export type PageQuery = Readonly<Record<string, string>>;

/** Where a hosted page belongs: a pool, a workspace of it, and the sign-in that led people there. */
export interface HostedPlace extends SignInContext {
  readonly pool: Pool;
}

/** A place with the sign-in that the page has to complete. */
export interface PendingPlace extends HostedPlace {
  readonly transaction: Transaction;
}

/**
 * Reads the query of a hosted page. A page without a transaction names its workspace, or leaves it to the pool, which
 * takes its first workspace that has the family.
 * @throws 400 for a transaction that is over, or of another browser
 */
export async function findPlace(
  context: RequestContext,
  pool: Pool,
  { server_id: serverId, login_id: id, login_state: state = '' }: PageQuery,
  family?: PasskeyMechanism,
): Promise<HostedPlace> {
  if (id === undefined) return { pool, workspace: findWorkspace(context, pool, serverId, family) };
  const transaction = await requireTransaction(context, id, state);
  if (serverId !== undefined && serverId !== transaction.workspaceId) {
    throw apiError('invalid_request', 'This sign-in is one of another workspace.');
  }
  const workspace = findWorkspace(context, pool, transaction.workspaceId);
  return { pool, workspace, transaction };
}

/** The place of a call that goes on with a sign-in. @throws 400 where the query names none */
export async function requirePendingPlace(
  context: RequestContext,
  pool: Pool,
  query: PageQuery,
): Promise<PendingPlace> {
  const { transaction, ...place } = await findPlace(context, pool, { login_id: '', ...query });
  if (!transaction) throw apiError('invalid_request', 'The query needs login_id and login_state.');
  return { ...place, transaction };
}

/** The only user who can go on, in a second step or a re-authentication. */
export function findKnownPerson(context: RequestContext, { transaction }: SignInContext): User | undefined {
  const id = transaction?.firstFactor?.userId ?? transaction?.personId;
  return id === undefined ? undefined : getOwn(context.state.users, id);
}

function findWorkspace(
  context: RequestContext,
  pool: Pool,
  id: string | undefined,
  family?: PasskeyMechanism,
): Workspace {
  const connected = Object.values(context.state.workspaces).filter((one) => isConnected(one, pool));
  const listed = [...pool.firstFactors, ...pool.secondFactors];
  const found =
    id === undefined
      ? (connected.find((one) => family && effective(listed, one).includes(family)) ?? connected[0])
      : requireWorkspace(context, id);
  if (!found || !isConnected(found, pool)) {
    throw apiError('not_found', 'The workspace does not use this pool.');
  }
  return found;
}
