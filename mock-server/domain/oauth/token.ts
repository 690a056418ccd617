import type { TokenReply } from '../../../src/api/contract.ts';
import { readScope } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { provesChallenge } from '../../oauth/pkce.ts';
import { mintAccessToken, tokenLifetime } from '../../oauth/tokens.ts';
import { getOwn } from '../../store/lookup.ts';
import type { Client, Grant, User, Workspace } from '../../store/state.ts';
import { type ClientCredentials, requireClient, requireGrantType } from './clients.ts';
import { type Authorization, issueTokens, tokenHash } from './grants.ts';
import { issuerUrl, newId, type RequestContext, seconds, systemAudience } from '../context.ts';
import { isRevoked, revokeAuthorization } from './revocation.ts';

type Form = Readonly<Record<string, string>>;

/** The token endpoint (RFC 6749, section "Issuing an Access Token"). @throws OAuthFailure */
export async function grantTokens(
  context: RequestContext,
  workspace: Workspace,
  form: Form,
  credentials: ClientCredentials,
): Promise<TokenReply> {
  const client = await requireClient(context, workspace, credentials);
  switch (requireParameter(form, 'grant_type')) {
    case 'authorization_code':
      return exchangeCode(context, workspace, client, form);
    case 'refresh_token':
      return refresh(context, workspace, client, form);
    case 'client_credentials':
      return grantToClient(context, workspace, client, form);
    default:
      throw new OAuthFailure('unsupported_grant_type', 'grant_type is not supported.');
  }
}

/** RFC 6749, section "Access Token Request" of the authorization code grant. */
async function exchangeCode(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'authorization_code');
  const hash = await tokenHash(requireParameter(form, 'code'));
  const redirectUri = requireParameter(form, 'redirect_uri');
  const code = getOwn(context.state.authorizationCodes, hash);
  if (!code || !isFor(code, client, workspace)) {
    throw invalidGrant('The code is unknown, expired, or not for this client.');
  }
  useOnce(context, code, hash);
  if (code.redirectUri !== redirectUri) throw invalidGrant('redirect_uri is not that of the request.');
  if (!(await provesChallenge(form['code_verifier'], code.codeChallenge))) {
    throw invalidGrant('code_verifier does not fit the code_challenge of the request.');
  }
  const user = requireActive(context, code);
  return issueTokens(context, user, toAuthorization(code, hash), { nonce: code.nonce });
}

/**
 * A refresh token is replaced by one of the same scope, also where the access token gets less (RFC 6749, section
 * "Refreshing an Access Token").
 */
async function refresh(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'refresh_token');
  const hash = await tokenHash(requireParameter(form, 'refresh_token'));
  const grant = getOwn(context.state.grants, hash);
  if (!grant || !isFor(grant, client, workspace)) {
    throw invalidGrant('The refresh token is unknown, expired, or not for this client.');
  }
  const scope = readScope(form['scope'] ?? grant.scope, grant.scope.split(' '));
  useOnce(context, grant, hash);
  return issueTokens(context, requireActive(context, grant), toAuthorization(grant, hash), { scope });
}

/** RFC 6749, section "Client Credentials Grant". */
async function grantToClient(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'client_credentials');
  const scope = readScope(form['scope'] ?? client.scopes.join(' '), client.scopes);
  const token = {
    id: newId(context),
    issuer: issuerUrl(context, workspace),
    subject: client.id,
    audience: systemAudience(context),
    clientId: client.id,
    scopes: scope.split(' '),
  };
  return {
    access_token: await mintAccessToken(context.state.signingKey, token, seconds(context.now())),
    token_type: 'Bearer',
    expires_in: tokenLifetime,
    scope,
  };
}

/**
 * A code and a refresh token are good for one try of their client. A second one revokes every token of the authorization
 * (RFC 6749, section "Authorization Response"; RFC 9700, section "Refresh Token Protection"). It waits for nothing, so
 * that of two calls at the same time one is the second.
 */
function useOnce(context: RequestContext, grant: Grant, hash: string): void {
  const root = grant.root ?? hash;
  if (grant.used) {
    revokeAuthorization(context, root);
    throw invalidGrant('It has been used before. Every token of this sign-in is revoked.');
  }
  if (grant.expiresAt <= context.now()) throw invalidGrant('It has expired.');
  if (isRevoked(context, { grantId: root })) throw invalidGrant('It has been revoked.');
  grant.used = true;
}

function isFor(grant: Grant, client: Client, workspace: Workspace): boolean {
  return grant.clientId === client.id && grant.workspaceId === workspace.id;
}

function toAuthorization(grant: Grant, hash: string): Authorization {
  const { workspaceId, clientId, scope, authTime, amr, root = hash } = grant;
  return { workspaceId, clientId, scope, authTime, amr, root };
}

function requireActive(context: RequestContext, { userId }: Grant): User {
  const user = getOwn(context.state.users, userId);
  if (user?.status !== 'active') throw invalidGrant('The user may not sign in any more.');
  return user;
}

function requireParameter(form: Form, name: string): string {
  const value = form[name];
  if (value === undefined) throw new OAuthFailure('invalid_request', `${name} is missing.`);
  return value;
}

function invalidGrant(message: string): OAuthFailure {
  return new OAuthFailure('invalid_grant', message);
}
