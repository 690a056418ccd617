import { tenantId } from '../store/seed.ts';
import type { Workspace } from '../store/state.ts';

/**
 * URL layouts of a tenant (docs/connect-api.md, "Base URLs"): below `/{tenant}`; on a vanity domain of the tenant,
 * which needs no tenant in its paths; or one workspace on a vanity domain of its own, named after the colon.
 */
export type Layout = 'standard' | 'tenant-domain' | `workspace-domain:${string}`;

const atOrigin =
  /^\/(?:\.well-known\/(?:openid-configuration|jwks\.json)|identity|oauth2|oidc|sign-in|userinfo)(?:\/|$)/;

/** Whether a path has the tenant in it where the standard layout has it, or controls the server. IDs have no special characters. */
function isStandard(path: string, tenant: string): boolean {
  return new RegExp(`^/(?:_mock|${tenant}|api/(?:identity|admin)/${tenant})(?:/|$)`).test(path);
}

/** The workspace that has a vanity domain of its own. */
function ownDomain(layout: Layout): string | undefined {
  return /^workspace-domain:(.+)$/.exec(layout)?.[1];
}

/** The OAuth issuer of a workspace. */
export function issuerAt(layout: Layout, origin: string, { id }: Workspace, tenant: string): string {
  if (layout === 'tenant-domain') return `${origin}/${id}`;
  return ownDomain(layout) === id ? origin : `${origin}/${tenant}/${id}`;
}

/** Base of the system API. */
export function systemBaseAt(layout: Layout, origin: string, tenant: string): string {
  return layout === 'standard' ? `${origin}/api/identity/${tenant}` : `${origin}/api/identity`;
}

/** The path that all of the tenant's pages and sign-in calls are below. */
export function tenantPathAt(layout: Layout, tenant: string): string {
  return layout === 'standard' ? `/${tenant}` : '/';
}

/** Rewrites a path to the standard layout. Standard paths are served in every layout. */
export function standardPath(layout: Layout, path: string, tenant = tenantId): string {
  if (layout === 'standard' || isStandard(path, tenant)) return path;
  const api = /^\/api\/(identity|admin)\/((?:system|servers)\/.*)$/s.exec(path);
  if (api) return `/api/${api[1]}/${tenant}/${api[2]}`;
  const isSignIn = path.startsWith('/identity/') && !path.startsWith('/identity/v2/self/');
  const workspace = isSignIn || layout === 'tenant-domain' ? undefined : ownDomain(layout);
  return `/${[tenant, workspace].filter(Boolean).join('/')}${path}`;
}

/** The IDs that a server's URLs begin with. */
export interface ServedIds {
  readonly tenant: string;
  readonly workspaces: readonly string[];
}

const usualIds: ServedIds = { tenant: tenantId, workspaces: ['shop', 'portal'] };

/** Whether a path belongs to the server, or to the site that it shares an origin with, which has an `/api` of its own. */
export function isServedPath(layout: Layout, path: string, given: Partial<ServedIds> = {}): boolean {
  const ids = { ...usualIds, ...given };
  if (isStandard(path, ids.tenant)) return true;
  if (layout === 'standard') return false;
  if (/^\/api\/(?:identity|admin)$|^\/api\/(?:identity\/system|admin\/servers)\//.test(path)) return true;
  const own = ['identity', 'system', ...ids.workspaces];
  return layout === 'tenant-domain' ? own.includes(path.split('/')[1] ?? '') : atOrigin.test(path);
}
