import { type AccessToken, readAccessToken } from '../../oauth/tokens.ts';
import { getOwn } from '../../store/lookup.ts';
import type { Pool, User, Workspace } from '../../store/state.ts';
import { isRevoked } from '../oauth/revocation.ts';
import { isConnected, findPool, requireWorkspace } from './entities.ts';
import { issuerUrl, type RequestContext, seconds, selfServiceAudience, systemAudience } from '../context.ts';
import { apiError } from '../error.ts';

/** Seconds that an authentication counts as recent. */
const recent = 300;

/** A user who is identified by an access token. */
export interface Caller {
  readonly user: User;
  readonly pool: Pool;
  readonly workspace: Workspace;
  readonly token: AccessToken;
}

/** A user of the workspace with that scope. @throws 401, or 403 when the scope is missing */
export async function requireCaller(
  context: RequestContext,
  workspaceId: string,
  token: string | undefined,
  scope: string,
): Promise<Caller> {
  const workspace = requireWorkspace(context, workspaceId);
  const read = await readToken(context, token, workspace, selfServiceAudience(context, workspace));
  const user = getOwn(context.state.users, read.subject);
  if (user?.status !== 'active' || !isConnected(workspace, findPool(context, user))) throw noToken();
  requireScope(read, scope);
  return { user, pool: findPool(context, user), workspace, token: read };
}

/** Refuses when the person authenticated more than five minutes ago. */
export function requireRecentAuthentication(context: RequestContext, { token }: Caller): void {
  const at = token.authentication?.time;
  if (at === undefined || seconds(context.now()) - at > recent) {
    throw apiError('reauthentication_required', 'The authentication is older than 5 minutes.');
  }
}

/** A backend of the tenant with one of these scopes. @throws 401, or 403 when none of them is there */
export async function requireBackend(
  context: RequestContext,
  token: string | undefined,
  ...scopes: readonly string[]
): Promise<void> {
  const workspace = requireWorkspace(context, 'system');
  const read = await readToken(context, token, workspace, systemAudience(context));
  requireScope(read, ...scopes);
}

async function readToken(
  context: RequestContext,
  token: string | undefined,
  workspace: Workspace,
  audience: string,
): Promise<AccessToken> {
  const expected = { issuer: issuerUrl(context, workspace), audience, now: seconds(context.now()) };
  const read =
    token === undefined ? undefined : await readAccessToken(context.state.signingKey, token, expected);
  if (!read || isRevoked(context, read)) throw noToken();
  return read;
}

function requireScope(token: AccessToken, ...scopes: readonly string[]): void {
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    throw apiError('insufficient_scope', `The token needs the scope ${scopes.join(' or ')}.`);
  }
}

function noToken() {
  return apiError('unauthorized', 'The call needs a valid access token.');
}
