import { CompactSign, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { sha256, toBase64url } from '../bytes.ts';
import type { SigningKey } from '../store/state.ts';
import { signingAlgorithm } from './keys.ts';

/** Seconds that an access token and an ID token live. */
export const tokenLifetime = 3600;

/** What an access token says. Times are seconds since the epoch. */
export interface AccessToken {
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

export interface IdToken {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly authentication: { readonly time: number; readonly methods: readonly string[] };
  /** Of the authorization request. */
  readonly nonce?: string;
  /** The access token that goes with it: its hash becomes `at_hash`. */
  readonly accessToken: string;
  /** Claims of the scopes `profile` and `email`. */
  readonly profile: Readonly<Record<string, unknown>>;
}

/** A JSON Web Token (RFC 9068, section "Data Structure", with Connect's `scp`). `now`: seconds since the epoch. */
export function mintAccessToken(key: SigningKey, token: AccessToken, now: number): Promise<string> {
  const claims = {
    ...authenticationClaims(token.authentication),
    scp: token.scopes,
    client_id: token.clientId,
  };
  return sign(key, claims, { ...token, now, type: 'at+jwt' });
}

/** OpenID Connect Core 1.0, section "ID Token". `now`: seconds since the epoch. */
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
 * What the token says, or `undefined` for one that is not ours, not of that issuer, not for that API, or over.
 * `now`: seconds since the epoch.
 */
export async function readAccessToken(
  key: SigningKey,
  jwt: string,
  expected: { readonly issuer: string; readonly audience: string; readonly now: number },
): Promise<AccessToken | undefined> {
  try {
    const { payload } = await jwtVerify(jwt, key.public as JWK, {
      issuer: expected.issuer,
      audience: expected.audience,
      algorithms: [signingAlgorithm],
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'client_id'],
      currentDate: new Date(expected.now * 1000),
    });
    return described(payload, expected);
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** Whose sign-in at which client an ID token was about, also when it is over; `undefined` when it is not ours. */
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

function described(
  claims: JWTPayload,
  expected: { readonly issuer: string; readonly audience: string },
): AccessToken {
  const token = {
    issuer: expected.issuer,
    audience: expected.audience,
    subject: String(claims.sub),
    clientId: String(claims['client_id']),
    scopes: strings(claims['scp']),
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
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: signingAlgorithm, typ: about.type, kid: String(key.public['kid']) })
    .sign(key.private);
}
