import { OAuthFailure } from '../../oauth/failure.ts';
import { type AccessToken, readAccessToken, type VerifiedAccessToken } from '../../oauth/tokens.ts';
import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Client, Workspace } from '../../store/state.ts';
import { issuerUrl, type RequestContext, seconds, selfServiceAudience, systemAudience } from '../context.ts';
import { refreshLifetime, tokenHash } from './grants.ts';

/** Whether an access token was revoked, alone or with everything of its authorization. */
export function isRevoked(context: RequestContext, { id, grantId }: Partial<AccessToken>): boolean {
  const revoked = context.state.revoked ?? {};
  return [id, grantId].some((key) => key !== undefined && Object.hasOwn(revoked, key));
}

/**
 * Ends every token of an authorization. It is marked, not only removed: tokens that another call is about to issue for
 * it end too.
 */
export function revokeAuthorization(context: RequestContext, root: string): void {
  keepRevoked(context, root, context.now() + refreshLifetime);
  for (const [hash, grant] of Object.entries(context.state.grants)) {
    if (hash === root || grant.root === root) deleteKey(context.state.grants, hash);
  }
}

/**
 * Revokes an access token, or a refresh token with every token of its authorization (RFC 7009, section "Revocation
 * Request"). A token that is unknown or has expired is none any more, and no error.
 * @throws OAuthFailure for a token of another client
 */
export async function revoke(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  token: string | undefined,
): Promise<void> {
  if (token === undefined) throw new OAuthFailure('invalid_request', 'token is missing.');
  const hash = await tokenHash(token);
  const grant = getOwn(context.state.grants, hash);
  if (grant?.workspaceId === workspace.id) {
    requireOwn(client, grant.clientId);
    revokeAuthorization(context, grant.root ?? hash);
    return;
  }
  const read = await readToken(context, workspace, token);
  if (!read) return;
  requireOwn(client, read.clientId);
  keepRevoked(context, read.id, read.expiresAt * 1000);
}

/**
 * Revokes the access token that authorizes the call itself.
 * @param named `token` of the body: absent, or the same
 * @throws OAuthFailure
 */
export async function revokeBearer(
  context: RequestContext,
  workspace: Workspace,
  bearer: string,
  named = bearer,
): Promise<void> {
  if (named !== bearer) throw new OAuthFailure('invalid_request', 'token is another than the bearer.');
  const read = await readToken(context, workspace, bearer);
  if (!read) throw new OAuthFailure('invalid_token', 'The bearer is no valid access token.');
  keepRevoked(context, read.id, read.expiresAt * 1000);
}

/** An access token of the workspace for either of its APIs, unless it has expired or was revoked. */
export async function readToken(
  context: RequestContext,
  workspace: Workspace,
  token: string,
): Promise<VerifiedAccessToken | undefined> {
  const about = { issuer: issuerUrl(context, workspace), now: seconds(context.now()) };
  for (const audience of [selfServiceAudience(context, workspace), systemAudience(context)]) {
    const read = await readAccessToken(context.state.signingKey, token, { ...about, audience });
    if (read) return isRevoked(context, read) ? undefined : read;
  }
  return undefined;
}

function keepRevoked(context: RequestContext, key: string, expiresAt: number): void {
  context.state.revoked ??= {};
  context.state.revoked[key] = { expiresAt };
}

function requireOwn(client: Client, clientId: string): void {
  if (client.id !== clientId) throw new OAuthFailure('invalid_grant', 'The token is one of another client.');
}
