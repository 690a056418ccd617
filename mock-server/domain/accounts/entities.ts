import { findUser, own } from '../../store/lookup.ts';
import type { Pool, User, Workspace } from '../../store/state.ts';
import type { Realm } from '../context.ts';
import { refusal } from '../error.ts';

/** The tenant, workspace, pool or user that a path names, or 404. */
export function requireTenant(realm: Realm, id: string): void {
  if (realm.state.tenant.id !== id) throw refusal('not_found', 'There is no such tenant.');
}

export function requireWorkspace(realm: Realm, id: string): Workspace {
  const workspace = own(realm.state.workspaces, id);
  if (!workspace) throw refusal('not_found', 'There is no such workspace.');
  return workspace;
}

export function requirePool(realm: Realm, id: string): Pool {
  const pool = own(realm.state.pools, id);
  if (!pool) throw refusal('not_found', 'There is no such identity pool.');
  return pool;
}

export function requireUser(realm: Realm, pool: Pool, id: string): User {
  const user = own(realm.state.users, id);
  if (user?.poolId !== pool.id || user.status === 'deleted') {
    throw refusal('not_found', 'There is no such user in this pool.');
  }
  return user;
}

export function poolOf(realm: Realm, user: User): Pool {
  return requirePool(realm, user.poolId);
}

export function isConnected(workspace: Workspace, pool: Pool): boolean {
  return workspace.poolIds.includes(pool.id);
}

/** The user of an identifier or an address, one of the two. */
export function findByKey(realm: Realm, pool: Pool, body: Readonly<Record<string, unknown>>): User {
  const keys = (['identifier', 'address'] as const).filter((key) => body[key] !== undefined);
  const [kind] = keys;
  const value = kind && body[kind];
  if (kind === undefined || keys.length > 1 || typeof value !== 'string') {
    throw refusal('invalid_request', 'The body needs identifier or address, one of them, a string.');
  }
  return requireUser(realm, pool, findUser(realm.state, kind, pool.id, value)?.id ?? '');
}
