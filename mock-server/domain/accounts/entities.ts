import { findUser, getOwn } from '../../store/lookup.ts';
import type { Pool, User, Workspace } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

/** The tenant, workspace, pool or user that a path names, or 404. */
export function requireTenant(context: RequestContext, id: string): void {
  if (context.state.tenant.id !== id) throw apiError('not_found', 'There is no such tenant.');
}

export function requireWorkspace(context: RequestContext, id: string): Workspace {
  const workspace = getOwn(context.state.workspaces, id);
  if (!workspace) throw apiError('not_found', 'There is no such workspace.');
  return workspace;
}

export function requirePool(context: RequestContext, id: string): Pool {
  const pool = getOwn(context.state.pools, id);
  if (!pool) throw apiError('not_found', 'There is no such identity pool.');
  return pool;
}

export function requireUser(context: RequestContext, pool: Pool, id: string): User {
  const user = getOwn(context.state.users, id);
  if (user?.poolId !== pool.id || user.status === 'deleted') {
    throw apiError('not_found', 'There is no such user in this pool.');
  }
  return user;
}

export function findPool(context: RequestContext, user: User): Pool {
  return requirePool(context, user.poolId);
}

export function isConnected(workspace: Workspace, pool: Pool): boolean {
  return workspace.poolIds.includes(pool.id);
}

/** The user of an identifier or an address, one of the two. */
export function findByKey(
  context: RequestContext,
  pool: Pool,
  key: { readonly identifier?: string | undefined; readonly address?: string | undefined },
): User {
  const kinds = (['identifier', 'address'] as const).filter((name) => key[name] !== undefined);
  const [kind = 'identifier'] = kinds;
  const value = key[kind];
  if (kinds.length !== 1 || value === undefined) {
    throw apiError('invalid_request', 'The body needs identifier or address, one of them, a string.');
  }
  return requireUser(context, pool, findUser(context.state, kind, pool.id, value)?.id ?? '');
}
