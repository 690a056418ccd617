import type { TokenReply } from '../../../src/api/contract.ts';
import { sha256, toHex } from '../../bytes.ts';
import { mintAccessToken, mintIdToken, tokenLifetime } from '../../oauth/tokens.ts';
import { primaryIdentifier } from '../../store/lookup.ts';
import type { Grant, User } from '../../store/state.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import {
  issuerUrl,
  newId,
  newSecret,
  type RequestContext,
  seconds,
  selfServiceAudience,
} from '../context.ts';

/** Milliseconds that a refresh token lives. */
export const refreshLifetime = 30 * 24 * 3600_000;

/** Client and scopes of the tokens for a sign-in outside of an OAuth transaction. */
export const firstParty = {
  clientId: 'first-party',
  scope: 'openid profile email view_ss_profile manage_ss_profile',
} as const;

/** A person's authorization of a client, for which tokens are issued. */
export type Authorization = Omit<Grant, 'expiresAt' | 'userId' | 'used'> & Required<Pick<Grant, 'root'>>;

export interface TokenChoices {
  /** Of the access token and the ID token, where they get less than the authorization has. */
  readonly scope?: string;
  /** Of the authorization request. A refreshed ID token has none (OpenID Connect Core 1.0, section "Successful Refresh Response"). */
  readonly nonce?: string | undefined;
}

/** Issues tokens for an authorization (RFC 6749, section "Successful Response"). */
export async function issueTokens(
  context: RequestContext,
  user: User,
  authorization: Authorization,
  { scope = authorization.scope, nonce }: TokenChoices = {},
): Promise<TokenReply> {
  const granted = { ...authorization, scope };
  const accessToken = await accessTokenFor(context, granted, user.id);
  const isOpenId = scope.split(' ').includes('openid');
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: tokenLifetime,
    ...(mayRefresh(authorization)
      ? { refresh_token: await keepRefreshToken(context, user, authorization) }
      : {}),
    ...(isOpenId ? { id_token: await idTokenFor(context, granted, user, accessToken, nonce) } : {}),
    scope,
  };
}

/** The SHA-256 that stands for a secret value in the state. */
export async function tokenHash(token: string): Promise<string> {
  return toHex(await sha256(token));
}

/** Claims of the scopes `profile` and `email` (OpenID Connect Core 1.0, section "Requesting Claims using Scope Values"). */
export function profileClaims(user: User, scopes: readonly string[]): Record<string, unknown> {
  const [mail] = user.addresses;
  return {
    ...(scopes.includes('profile')
      ? {
          ...nameClaims(user),
          preferred_username: primaryIdentifier(user),
          updated_at: seconds(user.updatedAt),
        }
      : {}),
    ...(scopes.includes('email') && mail ? { email: mail.address, email_verified: mail.verified } : {}),
  };
}

function nameClaims({ name, givenName, familyName }: User): Record<string, string> {
  const names = [givenName, familyName].filter((part) => part !== undefined);
  return {
    name: names.length === 0 ? name : names.join(' '),
    ...(givenName === undefined ? {} : { given_name: givenName }),
    ...(familyName === undefined ? {} : { family_name: familyName }),
  };
}

/** OpenID Connect Core 1.0, section "Offline Access". The first-party client's pages ask for no scopes. */
function mayRefresh({ clientId, scope }: Authorization): boolean {
  return clientId === firstParty.clientId || scope.split(' ').includes('offline_access');
}

async function keepRefreshToken(
  context: RequestContext,
  user: User,
  authorization: Authorization,
): Promise<string> {
  const refreshToken = newSecret(context);
  const expiresAt = context.now() + refreshLifetime;
  context.state.grants[await tokenHash(refreshToken)] = {
    ...authorization,
    userId: user.id,
    expiresAt,
    used: false,
  };
  return refreshToken;
}

function accessTokenFor(context: RequestContext, granted: Authorization, subject: string): Promise<string> {
  const workspace = requireWorkspace(context, granted.workspaceId);
  const token = {
    id: newId(context),
    grantId: granted.root,
    issuer: issuerUrl(context, workspace),
    subject,
    audience: selfServiceAudience(context, workspace),
    clientId: granted.clientId,
    scopes: granted.scope.split(' '),
    authentication: { time: seconds(granted.authTime), methods: granted.amr },
  };
  return mintAccessToken(context.state.signingKey, token, seconds(context.now()));
}

function idTokenFor(
  context: RequestContext,
  granted: Authorization,
  user: User,
  accessToken: string,
  nonce: string | undefined,
): Promise<string> {
  const token = {
    issuer: issuerUrl(context, requireWorkspace(context, granted.workspaceId)),
    subject: user.id,
    clientId: granted.clientId,
    authentication: { time: seconds(granted.authTime), methods: granted.amr },
    accessToken,
    profile: profileClaims(user, granted.scope.split(' ')),
    ...(nonce === undefined ? {} : { nonce }),
  };
  return mintIdToken(context.state.signingKey, token, seconds(context.now()));
}
