import { OAuthFailure } from '../../oauth/failure.ts';
import { getOwn } from '../../store/lookup.ts';
import type { Workspace } from '../../store/state.ts';
import { type ClientCredentials, requireIntrospector } from './clients.ts';
import { issuerUrl, type RequestContext, seconds } from '../context.ts';
import { refreshLifetime, tokenHash } from './grants.ts';
import { isRevoked, readToken } from './revocation.ts';

type Introspection = Readonly<Record<string, unknown>>;

const inactive: Introspection = { active: false };

/**
 * Describes a token to a backend that received it (RFC 7662, sections "Introspection Request" and "Introspection
 * Response"): an access token of the workspace, or a refresh token of the client itself.
 */
export async function introspect(
  context: RequestContext,
  workspace: Workspace,
  form: Readonly<Record<string, string>>,
  credentials: ClientCredentials,
): Promise<Introspection> {
  const client = await requireIntrospector(context, workspace, credentials);
  const { token } = form;
  if (token === undefined) throw new OAuthFailure('invalid_request', 'token is missing.');
  return (
    (await describeAccessToken(context, workspace, token)) ??
    (await describeRefreshToken(context, workspace, client.id, token)) ??
    inactive
  );
}

async function describeAccessToken(
  context: RequestContext,
  workspace: Workspace,
  token: string,
): Promise<Introspection | undefined> {
  const read = await readToken(context, workspace, token);
  if (!read || !isCurrent(context, read.subject, read.clientId)) return undefined;
  const { authentication } = read;
  return {
    active: true,
    token_type: 'Bearer',
    scope: read.scopes.join(' '),
    iss: read.issuer,
    sub: read.subject,
    aud: read.audience,
    client_id: read.clientId,
    iat: read.issuedAt,
    exp: read.expiresAt,
    jti: read.id,
    ...username(context, read.subject),
    ...(authentication ? { auth_time: authentication.time, amr: authentication.methods } : {}),
  };
}

async function describeRefreshToken(
  context: RequestContext,
  workspace: Workspace,
  clientId: string,
  token: string,
): Promise<Introspection | undefined> {
  const hash = await tokenHash(token);
  const grant = getOwn(context.state.grants, hash);
  const isOwn = grant?.workspaceId === workspace.id && grant.clientId === clientId;
  if (!isOwn || grant.used || grant.expiresAt <= context.now()) return undefined;
  if (isRevoked(context, { grantId: grant.root ?? hash })) return undefined;
  if (!isCurrent(context, grant.userId, clientId)) return undefined;
  return {
    active: true,
    scope: grant.scope,
    iss: issuerUrl(context, workspace),
    sub: grant.userId,
    client_id: clientId,
    iat: seconds(grant.expiresAt - refreshLifetime),
    exp: seconds(grant.expiresAt),
    ...username(context, grant.userId),
  };
}

/** A token of a person ends with their account. */
function isCurrent(context: RequestContext, subject: string, clientId: string): boolean {
  return subject === clientId || getOwn(context.state.users, subject)?.status === 'active';
}

function username(context: RequestContext, subject: string): { readonly username?: string } {
  const name = getOwn(context.state.users, subject)?.identifiers[0];
  return name === undefined ? {} : { username: name };
}
