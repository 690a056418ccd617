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
 * Verifies the tokens that a page posts (JWT signature, issuer, audience, expiry: RFC 9068, section 4) and asks
 * the issuer who it is. Tokens that do not verify give `undefined`.
 */
export async function verifiedSession(
  tokens: TokenReply,
  workspace: string,
  issuer: string,
  options: TokenOptions,
): Promise<SessionRecord | undefined> {
  const claims = await verified(tokens.access_token, issuer, options);
  const user = claims && (await userName(tokens.access_token, issuer, options));
  if (!claims?.sub || !user) return undefined;
  return {
    workspace,
    subject: claims.sub,
    user,
    accessToken: tokens.access_token,
    expiresAt: (claims.exp ?? 0) * 1000,
    methods: Array.isArray(claims['amr']) ? claims['amr'].map(String) : [],
    ...(tokens.refresh_token && { refreshToken: tokens.refresh_token }),
    ...(typeof claims['client_id'] === 'string' && { clientId: claims['client_id'] }),
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
      client_id: session.clientId ?? '',
    }),
  });
  if (!response.ok) return undefined;
  const tokens = { refresh_token: session.refreshToken, ...((await response.json()) as TokenReply) };
  const renewed = await verifiedSession(tokens, session.workspace, issuer, options);
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

async function verified(
  token: string,
  issuer: string,
  options: TokenOptions,
): Promise<JWTPayload | undefined> {
  try {
    const currentDate = new Date(await options.now());
    return (
      await jwtVerify(token, options.keysOf(issuer), { issuer, audience: `${issuer}/identity`, currentDate })
    ).payload;
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
