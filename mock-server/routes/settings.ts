import { Hono } from 'hono';
import { requireBackend } from '../domain/accounts/access.ts';
import { requirePool, requireTenant, requireWorkspace } from '../domain/accounts/entities.ts';
import { changePool, changeWorkspace, poolSettings, workspaceSettings } from '../domain/admin/settings.ts';
import { type ApiError, badSetting } from '../domain/error.ts';
import type { Pool, Workspace } from '../store/state.ts';
import { bearerToken, type Call, type Env, pathPart } from './context.ts';
import { reply } from './json.ts';
import { parseBody } from './parse.ts';
import type { Mismatch } from './bodies/schema.ts';
import { poolBody, workspaceBody } from './bodies/settings.ts';

const either = ['manage_configuration', 'identity'];

/** Settings of a pool; mounted at `{system base}/system/pools/{ipID}`. */
export const poolSettingsRoutes = new Hono<Env>()
  .get('/', async (call) => reply(call, poolSettings(call.var.context, await poolFor(call, either))))
  .put('/', async (call) => {
    const pool = await poolFor(call, either);
    changePool(call.var.context, pool, await parseBody(call, poolBody, toBadSetting));
    return reply(call, poolSettings(call.var.context, pool));
  });

/** Settings of a workspace; mounted at `/api/admin/{tenant}/servers/{workspace}`. */
export const workspaceSettingsRoutes = new Hono<Env>()
  .get('/', async (call) =>
    reply(call, workspaceSettings(call.var.context, await workspaceFor(call, either))),
  )
  .put('/', async (call) => {
    const workspace = await workspaceFor(call, ['manage_configuration']);
    const body = await parseBody(call, workspaceBody, toBadSetting);
    changeWorkspace(workspace, body.authentication_mechanisms);
    return reply(call, workspaceSettings(call.var.context, workspace));
  });

function toBadSetting({ field, reason }: Mismatch): ApiError {
  return badSetting(field, reason);
}

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
