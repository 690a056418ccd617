import type { TokenReply } from '../../../src/api/contract.ts';
import { sha256, toHex } from '../../bytes.ts';
import { mintAccessToken, mintIdToken, tokenLifetime } from '../../oauth/tokens.ts';
import type { Grant, User } from '../../store/state.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import { issuerUrl, newSecret, type RequestContext, seconds, selfServiceAudience } from '../context.ts';

/** Milliseconds that a refresh token lives. */
const refreshLifetime = 30 * 24 * 3600_000;

/** Client of the tokens that a sign-in outside of an OAuth transaction is answered with, and their scopes. */
export const firstParty = {
  clientId: 'first-party',
  scope: 'openid profile email view_ss_profile manage_ss_profile',
} as const;

type Granted = Omit<Grant, 'expiresAt' | 'userId' | 'used'>;

/**
 * Tokens for that grant, with a fresh refresh token (RFC 6749, section 5.1).
 * @param scope of the access token and the ID token; the refresh token has that of the grant
 */
export async function issueTokens(
  context: RequestContext,
  user: User,
  grant: Granted,
  scope = grant.scope,
): Promise<TokenReply> {
  const refreshToken = newSecret(context);
  const granted = { ...grant, scope };
  const [hash, accessToken] = await Promise.all([
    tokenHash(refreshToken),
    accessTokenFor(context, granted, user.id),
  ]);
  const idToken = await idTokenFor(context, granted, user, accessToken);
  const expiresAt = context.now() + refreshLifetime;
  context.state.grants[hash] = { userId: user.id, expiresAt, used: false, ...grant };
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: tokenLifetime,
    refresh_token: refreshToken,
    ...(scope.split(' ').includes('openid') ? { id_token: idToken } : {}),
    scope,
  };
}

/** What stands for a secret value in the state. */
export async function tokenHash(token: string): Promise<string> {
  return toHex(await sha256(token));
}

/** Claims of the scopes `profile` and `email` (OpenID Connect Core 1.0, section "Requesting Claims using Scope Values"). */
export function profileClaims(user: User, scopes: readonly string[]): Record<string, unknown> {
  const [mail] = user.addresses;
  return {
    ...(scopes.includes('profile')
      ? { name: user.name, preferred_username: user.identifiers[0], updated_at: seconds(user.updatedAt) }
      : {}),
    ...(scopes.includes('email') && mail ? { email: mail.address, email_verified: mail.verified } : {}),
  };
}

function accessTokenFor(context: RequestContext, grant: Granted, subject: string): Promise<string> {
  const workspace = requireWorkspace(context, grant.workspaceId);
  const token = {
    issuer: issuerUrl(context, workspace),
    subject,
    audience: selfServiceAudience(context, workspace),
    clientId: grant.clientId,
    scopes: grant.scope.split(' '),
    authentication: { time: seconds(grant.authTime), methods: grant.amr },
  };
  return mintAccessToken(context.state.signingKey, token, seconds(context.now()));
}

function idTokenFor(
  context: RequestContext,
  grant: Granted,
  user: User,
  accessToken: string,
): Promise<string> {
  const token = {
    issuer: issuerUrl(context, requireWorkspace(context, grant.workspaceId)),
    subject: user.id,
    clientId: grant.clientId,
    authentication: { time: seconds(grant.authTime), methods: grant.amr },
    accessToken,
    profile: profileClaims(user, grant.scope.split(' ')),
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
  };
  return mintIdToken(context.state.signingKey, token, seconds(context.now()));
}
