import { Hono } from 'hono';
import { requireBackend } from '../domain/accounts/access.ts';
import { requirePool, requireTenant, requireWorkspace } from '../domain/accounts/entities.ts';
import { changePool, changeWorkspace, poolSettings, workspaceSettings } from '../domain/admin/settings.ts';
import type { Pool, Workspace } from '../store/state.ts';
import { bearerToken, type Call, type Env, pathPart } from './context.ts';
import { readObject, reply } from './json.ts';

const toRead = ['manage_configuration', 'identity'];
const toWrite = ['manage_configuration'];

/** Settings of a pool; mounted at `{system base}/system/pools/{ipID}`. */
export const poolSettingsRoutes = new Hono<Env>()
  .get('/', async (call) => reply(call, poolSettings(call.var.context, await poolFor(call, toRead))))
  .put('/', async (call) => {
    const pool = await poolFor(call, toWrite);
    changePool(call.var.context, pool, await readObject(call));
    return reply(call, poolSettings(call.var.context, pool));
  });

/** Settings of a workspace; mounted at `/api/admin/{tenant}/servers/{workspace}`. */
export const workspaceSettingsRoutes = new Hono<Env>()
  .get('/', async (call) =>
    reply(call, workspaceSettings(call.var.context, await workspaceFor(call, toRead))),
  )
  .put('/', async (call) => {
    const workspace = await workspaceFor(call, toWrite);
    changeWorkspace(workspace, await readObject(call));
    return reply(call, workspaceSettings(call.var.context, workspace));
  });

async function poolFor(call: Call, scopes: readonly string[]): Promise<Pool> {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  await requireBackend(call.var.context, bearerToken(call), ...scopes);
  return requirePool(call.var.context, pathPart(call, 'pool'));
}

async function workspaceFor(call: Call, scopes: readonly string[]): Promise<Workspace> {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  await requireBackend(call.var.context, bearerToken(call), ...scopes);
  return requireWorkspace(call.var.context, pathPart(call, 'workspace'));
}
