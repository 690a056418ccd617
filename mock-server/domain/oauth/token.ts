import type { TokenReply } from '../../../src/api/contract.ts';
import { readScope } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { provesChallenge } from '../../oauth/pkce.ts';
import { mintAccessToken, tokenLifetime } from '../../oauth/tokens.ts';
import { forget, own } from '../../store/lookup.ts';
import type { Client, Grant, User, Workspace } from '../../store/state.ts';
import { type ClientCredentials, requireClient, requireGrantType } from './clients.ts';
import { issueTokens, tokenHash } from './grants.ts';
import { issuerOf, type Realm, seconds, systemAudience } from '../context.ts';

type Form = Readonly<Record<string, string>>;

/** The token endpoint (RFC 6749, section "Issuing an Access Token"). @throws OAuthFailure */
export async function exchange(
  realm: Realm,
  workspace: Workspace,
  form: Form,
  credentials: ClientCredentials,
): Promise<TokenReply> {
  const client = await requireClient(realm, workspace, credentials);
  switch (form['grant_type']) {
    case 'authorization_code':
      return exchangeCode(realm, workspace, client, form);
    case 'refresh_token':
      return refresh(realm, workspace, client, form);
    case 'client_credentials':
      return grantToClient(realm, workspace, client, form);
    default:
      throw new OAuthFailure('unsupported_grant_type', 'grant_type is missing, or not known here.');
  }
}

/** Ends a refresh token and those it replaced (RFC 7009); one that is unknown has ended already. */
export async function revoke(realm: Realm, client: Client, token: string): Promise<void> {
  const hash = await tokenHash(token);
  const grant = own(realm.state.grants, hash);
  if (grant?.clientId === client.id) endAll(realm, grant.root ?? hash);
}

async function exchangeCode(
  realm: Realm,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'authorization_code');
  const hash = await tokenHash(form['code'] ?? '');
  const code = own(realm.state.authorizationCodes, hash);
  const fits =
    code &&
    isFirstUse(realm, code, hash) &&
    code.clientId === client.id &&
    code.workspaceId === workspace.id &&
    code.redirectUri === form['redirect_uri'];
  if (!fits || !(await provesChallenge(form['code_verifier'] ?? '', code.codeChallenge))) {
    throw invalidGrant(
      'The code is unknown, used, over, or not for this client, redirect_uri and code_verifier.',
    );
  }
  return issueTokens(realm, requireActive(realm, code), granted(code, hash));
}

/**
 * A code and a refresh token are good once. A second use ends whatever came of the first (RFC 6749, section 4.1.2;
 * RFC 9700, section "Refresh Token Protection").
 */
function isFirstUse(realm: Realm, grant: Grant, hash: string): boolean {
  if (grant.expiresAt <= realm.now()) return false;
  const isFirst = !grant.used;
  grant.used = true;
  if (!isFirst) endAll(realm, grant.root ?? hash);
  return isFirst;
}

/** Ends every refresh token of that root. */
function endAll(realm: Realm, root: string): void {
  for (const [hash, grant] of Object.entries(realm.state.grants)) {
    if (hash === root || grant.root === root) forget(realm.state.grants, hash);
  }
}

/** A refresh token is replaced by one of the same scope, also where the access token is to have less (RFC 6749, section 6). */
async function refresh(realm: Realm, workspace: Workspace, client: Client, form: Form): Promise<TokenReply> {
  requireGrantType(client, 'refresh_token');
  const hash = await tokenHash(form['refresh_token'] ?? '');
  const grant = own(realm.state.grants, hash);
  const fits = grant?.clientId === client.id && grant.workspaceId === workspace.id;
  const scope = fits ? readScope(form['scope'] ?? grant.scope, grant.scope.split(' ')) : '';
  if (!fits || !isFirstUse(realm, grant, hash)) {
    throw invalidGrant('The refresh token is unknown, used, over, or not for this client.');
  }
  return issueTokens(realm, requireActive(realm, grant), granted(grant, hash), scope);
}

async function grantToClient(
  realm: Realm,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'client_credentials');
  const scope = readScope(form['scope'] ?? client.scopes.join(' '), client.scopes);
  const token = {
    issuer: issuerOf(realm, workspace),
    subject: client.id,
    audience: systemAudience(realm),
    clientId: client.id,
    scopes: scope.split(' '),
  };
  return {
    access_token: await mintAccessToken(realm.state.signingKey, token, seconds(realm.now())),
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

function requireActive(realm: Realm, { userId }: Grant): User {
  const user = own(realm.state.users, userId);
  if (user?.status !== 'active') throw invalidGrant('The user may not sign in any more.');
  return user;
}

function invalidGrant(message: string): OAuthFailure {
  return new OAuthFailure('invalid_grant', message);
}
