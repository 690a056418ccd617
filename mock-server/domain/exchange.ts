import type { TokenReply } from '../../src/wire/contract.ts';
import { readScope } from '../oauth/authorization-request.ts';
import { OAuthFailure } from '../oauth/failure.ts';
import { provesChallenge } from '../oauth/pkce.ts';
import { mintAccessToken, tokenLifetime } from '../oauth/tokens.ts';
import { forget, own } from '../store/lookup.ts';
import type { AuthorizationCode, Client, Grant, User, Workspace } from '../store/state.ts';
import { type ClientCredentials, requireClient, requireGrantType } from './clients.ts';
import { issueTokens, tokenHash } from './grants.ts';
import { issuerOf, type Realm, seconds, systemAudience } from './realm.ts';

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

/** Ends a refresh token (RFC 7009); one that is unknown has ended already. */
export async function revoke(realm: Realm, client: Client, token: string): Promise<void> {
  const hash = await tokenHash(token);
  if (own(realm.state.grants, hash)?.clientId === client.id) forget(realm.state.grants, hash);
}

async function exchangeCode(
  realm: Realm,
  workspace: Workspace,
  client: Client,
  form: Form,
): Promise<TokenReply> {
  requireGrantType(client, 'authorization_code');
  const hash = await tokenHash(form['code'] ?? '');
  const code = takeCode(realm, hash);
  const fits =
    code?.clientId === client.id &&
    code.workspaceId === workspace.id &&
    code.redirectUri === form['redirect_uri'];
  if (!fits || !(await provesChallenge(form['code_verifier'] ?? '', code.codeChallenge))) {
    throw invalidGrant(
      'The code is unknown, used, over, or not for this client, redirect_uri and code_verifier.',
    );
  }
  return issueTokens(realm, requireActive(realm, code), { ...granted(code), code: hash });
}

/** A code is good once; a second use ends what the first one gave (RFC 6749, section 4.1.2). */
function takeCode(realm: Realm, hash: string): AuthorizationCode | undefined {
  const code = own(realm.state.authorizationCodes, hash);
  if (!code || code.expiresAt <= realm.now()) return undefined;
  if (code.used) {
    for (const [key, grant] of Object.entries(realm.state.grants)) {
      if (grant.code === hash) forget(realm.state.grants, key);
    }
    return undefined;
  }
  code.used = true;
  return code;
}

/** A refresh token is good once and is replaced (RFC 9700, section "Refresh Token Protection"). */
async function refresh(realm: Realm, workspace: Workspace, client: Client, form: Form): Promise<TokenReply> {
  requireGrantType(client, 'refresh_token');
  const hash = await tokenHash(form['refresh_token'] ?? '');
  const grant = own(realm.state.grants, hash);
  if (grant?.clientId !== client.id || grant.workspaceId !== workspace.id || grant.expiresAt <= realm.now()) {
    throw invalidGrant('The refresh token is unknown, used, over, or not for this client.');
  }
  const scope = form['scope'] === undefined ? grant.scope : readScope(form['scope'], grant.scope.split(' '));
  const user = requireActive(realm, grant);
  forget(realm.state.grants, hash);
  return issueTokens(realm, user, { ...granted(grant), scope });
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

function granted({ workspaceId, clientId, scope, authTime, amr, nonce, code }: Grant) {
  const about = { workspaceId, clientId, scope, authTime, amr };
  return { ...about, ...(nonce === undefined ? {} : { nonce }), ...(code === undefined ? {} : { code }) };
}

function requireActive(realm: Realm, { userId }: Grant): User {
  const user = own(realm.state.users, userId);
  if (user?.status !== 'active') throw invalidGrant('The user may not sign in any more.');
  return user;
}

function invalidGrant(message: string): OAuthFailure {
  return new OAuthFailure('invalid_grant', message);
}
