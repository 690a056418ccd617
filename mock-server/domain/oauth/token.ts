import type { TokenReply } from '../../../src/api/contract.ts';
import { readScope } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { provesChallenge } from '../../oauth/pkce.ts';
import { mintAccessToken, tokenLifetime } from '../../oauth/tokens.ts';
import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Client, Grant, User, Workspace } from '../../store/state.ts';
import { type ClientCredentials, requireClient, requireGrantType } from './clients.ts';
import { issueTokens, tokenHash } from './grants.ts';
import { issuerUrl, type RequestContext, seconds, systemAudience } from '../context.ts';

type Form = Readonly<Record<string, string>>;

/** The token endpoint (RFC 6749, section "Issuing an Access Token"). @throws OAuthFailure */
export async function grantTokens(
  context: RequestContext,
  workspace: Workspace,
  form: Form,
  credentials: ClientCredentials,
): Promise<TokenReply> {
  const client = await requireClient(context, workspace, credentials);
  switch (form['grant_type']) {
    case 'authorization_code':
      return exchangeCode(context, workspace, client, form);
    case 'refresh_token':
      return refresh(context, workspace, client, form);
    case 'client_credentials':
      return grantToClient(context, workspace, client, form);
    default:
      throw new OAuthFailure('unsupported_grant_type', 'grant_type is missing, or not known here.');
  }
}

/** Ends a refresh token and those it replaced (RFC 7009); one that is unknown has ended already. */
export async function revoke(context: RequestContext, client: Client, token: string): Promise<void> {
  const hash = await tokenHash(token);
  const grant = getOwn(context.state.grants, hash);
  if (grant?.clientId === client.id) endAll(context, grant.root ?? hash);
}

async function exchangeCode(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'authorization_code');
  const hash = await tokenHash(form['code'] ?? '');
  const code = getOwn(context.state.authorizationCodes, hash);
  const fits =
    code &&
    isFirstUse(context, code, hash) &&
    code.clientId === client.id &&
    code.workspaceId === workspace.id &&
    code.redirectUri === form['redirect_uri'];
  if (!fits || !(await provesChallenge(form['code_verifier'] ?? '', code.codeChallenge))) {
    throw invalidGrant(
      'The code is unknown, used, over, or not for this client, redirect_uri and code_verifier.',
    );
  }
  return issueTokens(context, requireActive(context, code), granted(code, hash));
}

/**
 * A code and a refresh token are good once. A second use ends whatever came of the first (RFC 6749, section 4.1.2;
 * RFC 9700, section "Refresh Token Protection").
 */
function isFirstUse(context: RequestContext, grant: Grant, hash: string): boolean {
  if (grant.expiresAt <= context.now()) return false;
  const isFirst = !grant.used;
  grant.used = true;
  if (!isFirst) endAll(context, grant.root ?? hash);
  return isFirst;
}

/** Ends every refresh token of that root. */
function endAll(context: RequestContext, root: string): void {
  for (const [hash, grant] of Object.entries(context.state.grants)) {
    if (hash === root || grant.root === root) deleteKey(context.state.grants, hash);
  }
}

/** A refresh token is replaced by one of the same scope, also where the access token is to have less (RFC 6749, section 6). */
async function refresh(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'refresh_token');
  const hash = await tokenHash(form['refresh_token'] ?? '');
  const grant = getOwn(context.state.grants, hash);
  const fits = grant?.clientId === client.id && grant.workspaceId === workspace.id;
  const scope = fits ? readScope(form['scope'] ?? grant.scope, grant.scope.split(' ')) : '';
  if (!fits || !isFirstUse(context, grant, hash)) {
    throw invalidGrant('The refresh token is unknown, used, over, or not for this client.');
  }
  return issueTokens(context, requireActive(context, grant), granted(grant, hash), scope);
}

async function grantToClient(
  context: RequestContext,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'client_credentials');
  const scope = readScope(form['scope'] ?? client.scopes.join(' '), client.scopes);
  const token = {
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

/** What goes on to the next refresh token. */
function granted({ workspaceId, clientId, scope, authTime, amr, nonce, root }: Grant, hash: string) {
  const about = { workspaceId, clientId, scope, authTime, amr, root: root ?? hash };
  return { ...about, ...(nonce === undefined ? {} : { nonce }) };
}

function requireActive(context: RequestContext, { userId }: Grant): User {
  const user = getOwn(context.state.users, userId);
  if (user?.status !== 'active') throw invalidGrant('The user may not sign in any more.');
  return user;
}

function invalidGrant(message: string): OAuthFailure {
  return new OAuthFailure('invalid_grant', message);
}
