import { Hono } from 'hono';
import { base64url, sha256, textBytes } from '../bytes.ts';
import { Recent } from './recent.ts';
import type { SessionStore } from './session-store.ts';
import { toIssuer, verifiedSession, type TokenOptions } from './tokens.ts';
import type { TokenReply } from '../../src/index.ts';

export interface AuthorizationOptions extends TokenOptions {
  readonly sessions: SessionStore;
}

/** A sign-in that a browser has begun. */
interface Pending {
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly workspace: string;
  readonly issuer: string;
  /** RFC 7636, section 4.1. */
  readonly verifier: string;
  /** Ties the ID token to this sign-in (OpenID Connect Core 1.0, section "Nonce Implementation Notes"). */
  readonly nonce: string;
}

const clientId = 'spa';
const scope = 'openid profile email offline_access view_ss_profile manage_ss_profile';
const cookieName = 'demo_authorization';
/** Seconds that people have on the hosted page. */
const patience = 600;

/**
 * The other way to sign in: by the workspace's hosted page. Authorization code with PKCE, done by the backend, so
 * that no code or token is ever in a page (OAuth 2.0 for Browser-Based Applications, section "Backend For Frontend").
 *
 * `GET /demo/authorize?workspace=` leads there, `GET /demo/callback` is where the hosted page sends people back to.
 */
export function authorization(options: AuthorizationOptions): Hono {
  const begun = new Recent<Pending>(1000);
  const app = new Hono();
  app.get('/demo/authorize', async ({ req }) => {
    const pending = await pendingFor(req.query('workspace') ?? '', options);
    if (!pending) return new Response('There is no such workspace.', { status: 404 });
    const state = random();
    begun.set(state, pending);
    return redirect(await authorizationUrl(pending, state, options), remembered(state, patience));
  });
  app.get('/demo/callback', async ({ req }) => {
    const { state = '', code = '', iss } = req.query();
    const pending = isOwn(state, req.header('Cookie')) ? begun.take(state) : undefined;
    const isGood = pending && iss === pending.issuer && (await options.now()) < pending.until;
    const session = isGood ? await sessionFor(pending, code, options) : undefined;
    if (!pending || !session) return redirect('/login.html', remembered('', 0));
    const headers = await options.sessions.start(req.raw, session);
    return redirect(`/account.html?workspace=${pending.workspace}`, remembered('', 0), headers);
  });
  return app;
}

async function pendingFor(workspace: string, options: AuthorizationOptions): Promise<Pending | undefined> {
  const issuer = toIssuer(workspace, options);
  if (issuer === undefined) return undefined;
  const until = (await options.now()) + patience * 1000;
  return { workspace, issuer, verifier: random(), nonce: random(), until };
}

async function authorizationUrl(
  { issuer, verifier, nonce }: Pending,
  state: string,
  options: AuthorizationOptions,
) {
  const about = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: callback(options),
    scope,
    state,
    nonce,
    code_challenge: base64url(await sha256(textBytes(verifier))),
    code_challenge_method: 'S256',
  };
  return `${issuer}/oauth2/authorize?${new URLSearchParams(about).toString()}`;
}

async function sessionFor(
  { workspace, issuer, verifier, nonce }: Pending,
  code: string,
  options: AuthorizationOptions,
) {
  const form = {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: callback(options),
    code,
    code_verifier: verifier,
  };
  const body = new URLSearchParams(form);
  const response = await options.fetch(`${issuer}/oauth2/token`, { method: 'POST', body, redirect: 'error' });
  if (!response.ok) return undefined;
  const tokens = (await response.json()) as TokenReply;
  return verifiedSession(tokens, { workspace, issuer, clientId, nonce }, options);
}

/** The state belongs to the browser that was sent away, and to no other (RFC 9700, section 4.7.1). */
const isOwn = (state: string, cookies = '') =>
  state !== '' && cookies.split('; ').includes(`${cookieName}=${state}`);

/** `Lax`: people come back from the page of another site, where `Strict` would not be sent. */
const remembered = (state: string, seconds: number) =>
  `${cookieName}=${state}; Path=/demo; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

function redirect(location: string, cookie: string, headers = new Headers()): Response {
  headers.set('Location', location);
  headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 302, headers });
}

const callback = ({ origin }: AuthorizationOptions) => `${origin()}/demo/callback`;
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
