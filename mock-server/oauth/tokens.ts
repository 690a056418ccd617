import { CompactSign, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { encodeText, sha256, toBase64url } from '../bytes.ts';
import type { SigningKey } from '../store/state.ts';
import { signingAlgorithm } from './keys.ts';

/** Seconds that an access token and an ID token live. */
export const tokenLifetime = 3600;

/** Contents of an access token. Times are seconds since the epoch. */
export interface AccessToken {
  /** `jti`: an access token is revoked by it. */
  readonly id: string;
  /** The authorization that it was issued for, which is revoked as a whole; absent where there was none. */
  readonly grantId?: string;
  readonly issuer: string;
  /** A user's ID, or the client's own where no user is involved. */
  readonly subject: string;
  /** The API that it is for. */
  readonly audience: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** When and how the person authenticated; absent for a client's own token. */
  readonly authentication?: { readonly time: number; readonly methods: readonly string[] };
}

/** An access token of this server that has not expired. Whether it was revoked is in the state. */
export interface VerifiedAccessToken extends AccessToken {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface IdToken {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly authentication: { readonly time: number; readonly methods: readonly string[] };
  /** Of the authorization request. */
  readonly nonce?: string;
  /** The access token issued beside it, for `at_hash`. */
  readonly accessToken: string;
  /** Claims of the scopes `profile` and `email`. */
  readonly profile: Readonly<Record<string, unknown>>;
}

/** Signs an access token (RFC 9068, section "Data Structure", with Connect's `scp`). @param now seconds since the epoch */
export function mintAccessToken(key: SigningKey, token: AccessToken, now: number): Promise<string> {
  const claims = {
    ...authenticationClaims(token.authentication),
    jti: token.id,
    scp: token.scopes,
    client_id: token.clientId,
    ...(token.grantId === undefined ? {} : { grant_id: token.grantId }),
  };
  return sign(key, claims, { ...token, now, type: 'at+jwt' });
}

/** Signs an ID token (OpenID Connect Core 1.0, section "ID Token"). @param now seconds since the epoch */
export async function mintIdToken(key: SigningKey, token: IdToken, now: number): Promise<string> {
  const hash = await sha256(token.accessToken);
  const claims = {
    ...token.profile,
    ...authenticationClaims(token.authentication),
    ...(token.nonce === undefined ? {} : { nonce: token.nonce }),
    at_hash: toBase64url(hash.slice(0, hash.length / 2)),
  };
  return sign(key, claims, { ...token, audience: token.clientId, now, type: 'JWT' });
}

/**
 * Validates an access token (RFC 9068, section "Validating JWT Access Tokens").
 * @param expected `now`: seconds since the epoch
 * @returns `undefined` for a token of another issuer or for another API, a forged or an expired one
 */
export async function readAccessToken(
  key: SigningKey,
  jwt: string,
  expected: { readonly issuer: string; readonly audience: string; readonly now: number },
): Promise<VerifiedAccessToken | undefined> {
  try {
    const { payload } = await jwtVerify(jwt, key.public as JWK, {
      issuer: expected.issuer,
      audience: expected.audience,
      algorithms: [signingAlgorithm],
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id'],
      currentDate: new Date(expected.now * 1000),
    });
    return toAccessToken(payload, expected);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** User and client of an ID token of that issuer, expired or not; `undefined` for any other token. */
export async function readIdToken(
  key: SigningKey,
  jwt: string,
  issuer: string,
): Promise<{ readonly subject: string; readonly clientId: string } | undefined> {
  try {
    const { payload } = await jwtVerify(jwt, key.public as JWK, {
      issuer,
      algorithms: [signingAlgorithm],
      typ: 'JWT',
      requiredClaims: ['sub', 'aud'],
      currentDate: new Date(0),
    });
    return { subject: String(payload.sub), clientId: String(payload.aud) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function toAccessToken(
  claims: JWTPayload,
  expected: { readonly issuer: string; readonly audience: string },
): VerifiedAccessToken {
  const token = {
    id: String(claims.jti),
    issuedAt: claims.iat ?? 0,
    expiresAt: claims.exp ?? 0,
    issuer: expected.issuer,
    audience: expected.audience,
    subject: String(claims.sub),
    clientId: String(claims['client_id']),
    scopes: strings(claims['scp']),
    ...(typeof claims['grant_id'] === 'string' ? { grantId: claims['grant_id'] } : {}),
  };
  const time = claims['auth_time'];
  return typeof time === 'number'
    ? { ...token, authentication: { time, methods: strings(claims['amr']) } }
    : token;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function authenticationClaims(authentication: AccessToken['authentication']) {
  return authentication ? { auth_time: authentication.time, amr: authentication.methods } : {};
}

function sign(
  key: SigningKey,
  claims: JWTPayload,
  about: { issuer: string; subject: string; audience: string; now: number; type: string },
): Promise<string> {
  const { issuer: iss, subject: sub, audience: aud, now: iat } = about;
  const payload = JSON.stringify({ ...claims, iss, sub, aud, iat, exp: iat + tokenLifetime });
  return new CompactSign(encodeText(payload))
    .setProtectedHeader({ alg: signingAlgorithm, typ: about.type, kid: String(key.public['kid']) })
    .sign(key.private);
}
