import {
  createRemoteJWKSet,
  customFetch,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { TokenReply } from '../../src/index.ts';
import type { SessionRecord } from './session-store.ts';

export interface TokenOptions {
  /** Origin of the site, and of the workspaces' issuers, which this demo serves beside it. */
  readonly origin: () => string;
  readonly tenant: string;
  /** Workspaces that may sign users in here. */
  readonly workspaces: readonly string[];
  /** Milliseconds since the epoch, by the clock of the token issuer. */
  readonly now: () => number | Promise<number>;
  readonly fetch: typeof globalThis.fetch;
  /** The keys of an issuer; {@link issuerKeys} fetches them once, not at each sign-in. */
  readonly keysOf: (issuer: string) => JWTVerifyGetKey;
}

/** The sign-in that tokens have to come from. */
export interface ExpectedSignIn {
  readonly workspace: string;
  readonly issuer: string;
  /** The client of this site: tokens that another app of the workspace was given prove no sign-in here. */
  readonly clientId: string;
  /** Of the authorization request. The ID token has to repeat it; without one it has none. */
  readonly nonce?: string;
}

/** Seconds of life a token must still have to be handed to a page. */
const spare = 30;

/** The issuer of a workspace of this site; of another one `undefined`. */
export function toIssuer(
  workspace: string,
  { origin, tenant, workspaces }: TokenOptions,
): string | undefined {
  return workspaces.includes(workspace) ? `${origin()}/${tenant}/${workspace}` : undefined;
}

/**
 * Verifies tokens (signature, issuer, audience, expiry, client: RFC 9068, section "Validating JWT Access Tokens";
 * OpenID Connect Core 1.0, section "ID Token Validation") and asks the issuer for the person's name. Tokens that do not
 * verify give `undefined`.
 */
export async function verifiedSession(
  tokens: TokenReply,
  expected: ExpectedSignIn,
  options: TokenOptions,
): Promise<SessionRecord | undefined> {
  const { workspace, issuer, clientId } = expected;
  const claims = await verified(tokens.access_token, issuer, `${issuer}/identity`, options);
  if (!claims?.sub || claims['client_id'] !== clientId) return undefined;
  if (!(await isSameSignIn(tokens.id_token, claims.sub, expected, options))) return undefined;
  const user = await userName(tokens.access_token, issuer, options);
  if (!user) return undefined;
  return {
    workspace,
    clientId,
    subject: claims.sub,
    user,
    accessToken: tokens.access_token,
    expiresAt: (claims.exp ?? 0) * 1000,
    methods: Array.isArray(claims['amr']) ? claims['amr'].map(String) : [],
    ...(tokens.refresh_token && { refreshToken: tokens.refresh_token }),
  };
}

/** The session with a token that still lives: the same, a refreshed one, or none when both have expired. */
export async function refreshed(
  session: SessionRecord,
  options: TokenOptions,
): Promise<SessionRecord | undefined> {
  if (session.expiresAt - spare * 1000 > (await options.now())) return session;
  const running = renewals.get(session) ?? renewal(session, options);
  renewals.set(session, running);
  const forget = () => renewals.delete(session);
  running.then((renewed) => renewed ?? forget(), forget);
  return running;
}

/** Requests that come together share one refresh, unless it failed: a refresh token is good once (RFC 9700, section 4.14.2). */
const renewals = new WeakMap<SessionRecord, Promise<SessionRecord | undefined>>();

async function renewal(session: SessionRecord, options: TokenOptions): Promise<SessionRecord | undefined> {
  const issuer = toIssuer(session.workspace, options);
  if (!session.refreshToken || !issuer) return undefined;
  const response = await options.fetch(`${issuer}/oauth2/token`, {
    method: 'POST',
    redirect: 'error',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: session.refreshToken,
      client_id: session.clientId,
    }),
  });
  if (!response.ok) return undefined;
  const tokens = { refresh_token: session.refreshToken, ...((await response.json()) as TokenReply) };
  const { workspace, clientId } = session;
  const renewed = await verifiedSession(tokens, { workspace, issuer, clientId }, options);
  return renewed?.subject === session.subject ? renewed : undefined;
}

/** Fetches the keys of each issuer when they are first needed (RFC 7517) and keeps them. */
export function issuerKeys(fetch: typeof globalThis.fetch): (issuer: string) => JWTVerifyGetKey {
  const known = new Map<string, JWTVerifyGetKey>();
  return (issuer) => {
    const url = new URL(`${issuer}/.well-known/jwks.json`);
    const keys = known.get(issuer) ?? createRemoteJWKSet(url, { [customFetch]: fetch, cooldownDuration: 0 });
    known.set(issuer, keys);
    return keys;
  };
}

/** Whether the ID token is for the same person, client and request. It may be absent only where no nonce is expected. */
async function isSameSignIn(
  token: string | undefined,
  subject: string,
  { issuer, clientId, nonce }: ExpectedSignIn,
  options: TokenOptions,
): Promise<boolean> {
  if (token === undefined) return nonce === undefined;
  const claims = await verified(token, issuer, clientId, options);
  return claims?.aud === clientId && claims.sub === subject && claims['nonce'] === nonce;
}

async function verified(
  token: string,
  issuer: string,
  audience: string,
  options: TokenOptions,
): Promise<JWTPayload | undefined> {
  try {
    const currentDate = new Date(await options.now());
    return (await jwtVerify(token, options.keysOf(issuer), { issuer, audience, currentDate })).payload;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error; // The keys could not be fetched: that is no fault of the token.
  }
}

const isRefusal = (error: unknown) =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  error.code !== 'ERR_JOSE_GENERIC';

async function userName(token: string, issuer: string, { fetch }: TokenOptions): Promise<string | undefined> {
  const response = await fetch(`${issuer}/identity/v2/self/me`, {
    headers: { Authorization: `Bearer ${token}` },
    redirect: 'error',
  });
  if (!response.ok) return undefined;
  const me = (await response.json()) as { readonly identifiers?: readonly { readonly identifier: string }[] };
  return me.identifiers?.[0]?.identifier;
}
