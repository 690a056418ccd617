import { tenantId } from '../store/seed.ts';
import type { Workspace } from '../store/state.ts';

/**
 * URL layouts of a tenant (docs/connect-api.md, "Base URLs"): below `/{tenant}`; on a vanity domain of the tenant,
 * which needs no tenant in its paths; or one workspace on a vanity domain of its own, named after the colon.
 */
export type Layout = 'standard' | 'tenant-domain' | `workspace-domain:${string}`;

const standardLayout = /^\/(?:_mock|acme|api\/(?:identity|admin)\/acme)(?:\/|$)/;
const atOrigin =
  /^\/(?:\.well-known\/(?:openid-configuration|jwks\.json)|identity|oauth2|oidc|sign-in|userinfo)(?:\/|$)/;

/** The workspace that has a vanity domain of its own. */
function ownDomain(layout: Layout): string | undefined {
  return /^workspace-domain:(.+)$/.exec(layout)?.[1];
}

/** The OAuth issuer of a workspace. */
export function issuerAt(layout: Layout, origin: string, { id }: Workspace): string {
  if (layout === 'tenant-domain') return `${origin}/${id}`;
  return ownDomain(layout) === id ? origin : `${origin}/${tenantId}/${id}`;
}

/** Base of the system API. */
export function systemBaseAt(layout: Layout, origin: string): string {
  return layout === 'standard' ? `${origin}/api/identity/${tenantId}` : `${origin}/api/identity`;
}

/** The path that all of the tenant's pages and sign-in calls are below. */
export function tenantPathAt(layout: Layout): string {
  return layout === 'standard' ? `/${tenantId}` : '/';
}

/** Rewrites a path to the standard layout. Standard paths are served in every layout. */
export function standardPath(layout: Layout, path: string): string {
  if (layout === 'standard' || standardLayout.test(path)) return path;
  const api = /^\/api\/(identity|admin)\/((?:system|servers)\/.*)$/s.exec(path);
  if (api) return `/api/${api[1]}/${tenantId}/${api[2]}`;
  const isSignIn = path.startsWith('/identity/') && !path.startsWith('/identity/v2/self/');
  const workspace = isSignIn || layout === 'tenant-domain' ? undefined : ownDomain(layout);
  return `/${[tenantId, workspace].filter(Boolean).join('/')}${path}`;
}

/** Whether a path belongs to the server, or to the site that it shares an origin with. */
export function isServedPath(layout: Layout, path: string): boolean {
  if (/^\/(?:_mock|acme|api\/(?:identity|admin))(?:\/|$)/.test(path)) return true;
  if (layout === 'tenant-domain') return /^\/(?:identity|shop|portal|system)(?:\/|$)/.test(path);
  return layout !== 'standard' && atOrigin.test(path);
}
