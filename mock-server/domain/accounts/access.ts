import { type AccessToken, readAccessToken } from '../../oauth/tokens.ts';
import { own } from '../../store/lookup.ts';
import type { Pool, User, Workspace } from '../../store/state.ts';
import { isConnected, poolOf, requireWorkspace } from './entities.ts';
import { issuerOf, type Realm, seconds, selfServiceAudience, systemAudience } from '../context.ts';
import { refusal } from '../error.ts';

/** Seconds that an authentication counts as recent. */
const recent = 300;

/** Somebody who proved with a token who they are. */
export interface Caller {
  readonly user: User;
  readonly pool: Pool;
  readonly workspace: Workspace;
  readonly token: AccessToken;
}

/** A user of the workspace with that scope. @throws 401, or 403 when the scope is missing */
export async function requireCaller(
  realm: Realm,
  workspaceId: string,
  token: string | undefined,
  scope: string,
): Promise<Caller> {
  const workspace = requireWorkspace(realm, workspaceId);
  const read = await readToken(realm, token, workspace, selfServiceAudience(realm, workspace));
  const user = own(realm.state.users, read.subject);
  if (user?.status !== 'active' || !isConnected(workspace, poolOf(realm, user))) throw noToken();
  requireScope(read, scope);
  return { user, pool: poolOf(realm, user), workspace, token: read };
}

/** Refuses when the person authenticated more than five minutes ago. */
export function requireRecentAuthentication(realm: Realm, { token }: Caller): void {
  const at = token.authentication?.time;
  if (at === undefined || seconds(realm.now()) - at > recent) {
    throw refusal('reauthentication_required', 'The authentication is older than 5 minutes.');
  }
}

/** A backend of the tenant with one of these scopes. @throws 401, or 403 when none of them is there */
export async function requireBackend(
  realm: Realm,
  token: string | undefined,
  ...scopes: readonly string[]
): Promise<void> {
  const workspace = requireWorkspace(realm, 'system');
  const read = await readToken(realm, token, workspace, systemAudience(realm));
  requireScope(read, ...scopes);
}

async function readToken(
  realm: Realm,
  token: string | undefined,
  workspace: Workspace,
  audience: string,
): Promise<AccessToken> {
  const expected = { issuer: issuerOf(realm, workspace), audience, now: seconds(realm.now()) };
  const read =
    token === undefined ? undefined : await readAccessToken(realm.state.signingKey, token, expected);
  if (!read) throw noToken();
  return read;
}

function requireScope(token: AccessToken, ...scopes: readonly string[]): void {
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    throw refusal('insufficient_scope', `The token needs the scope ${scopes.join(' or ')}.`);
  }
}

function noToken() {
  return refusal('unauthorized', 'The call needs a valid access token.');
}
