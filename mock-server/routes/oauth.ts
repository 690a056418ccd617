import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { requireCaller } from '../domain/accounts/access.ts';
import { ApiError } from '../domain/error.ts';
import { authorize, continueAuthorization } from '../domain/oauth/authorize.ts';
import { listOffers, requireClient } from '../domain/oauth/clients.ts';
import { endSession } from '../domain/oauth/logout.ts';
import { grantTokens } from '../domain/oauth/token.ts';
import { profileClaims } from '../domain/oauth/grants.ts';
import { introspect } from '../domain/oauth/introspection.ts';
import { requireTenant, requireWorkspace } from '../domain/accounts/entities.ts';
import { issuerUrl } from '../domain/context.ts';
import { revoke, revokeBearer } from '../domain/oauth/revocation.ts';
import { findSession } from '../domain/oauth/sessions.ts';
import { providerMetadata } from '../oauth/discovery.ts';
import { OAuthFailure } from '../oauth/failure.ts';
import { jsonWebKeySet } from '../oauth/keys.ts';
import type { Workspace } from '../store/state.ts';
import { bearerToken, calledPath, type Call, type Env, pathPart } from './context.ts';
import { reply } from './json.ts';
import { readClientCredentials } from './oauth-client-auth.ts';
import { type OAuthParameters, readForm, readQuery } from './oauth-parameters.ts';
import { sendLogoutQuestion, sendSignedOut } from './pages/logout-page.ts';
import { dropSignIn, keepSignIn } from './sign-in-cookies.ts';

/** The workspace as an authorization server; mounted at the issuer, `/{tenant}/{workspace}`. */
export const oauth = new Hono<Env>()
  .get('/.well-known/openid-configuration', (call) => {
    const workspace = findWorkspace(call);
    const { context } = call.var;
    return reply(call, providerMetadata(issuerUrl(context, workspace), listOffers(context, workspace)));
  })
  .get('/.well-known/jwks.json', (call) => {
    findWorkspace(call);
    return reply(call, jsonWebKeySet(call.var.context.state.signingKey));
  })
  .get('/oauth2/authorize', (call) => replyAuthorize(call, readQuery(call)))
  .post('/oauth2/authorize', async (call) => {
    const form = await readForm(call);
    return fromOtherSite(call) ? repeatAsVisit(call, form) : replyAuthorize(call, form);
  })
  .get('/oauth2/continue', async (call) => {
    const workspace = findWorkspace(call);
    const former = getCookie(call, sessionCookie(workspace));
    const done = await continueAuthorization(call.var.context, workspace, readQuery(call), former);
    setCookie(call, sessionCookie(workspace), done.secret, cookieRules(call, workspace));
    dropSignIn(call, done.transactionId);
    return redirect(call, done.location);
  })
  .post('/oauth2/token', async (call) => {
    const form = await readForm(call);
    const credentials = readClientCredentials(call, form);
    return reply(call, await grantTokens(call.var.context, findWorkspace(call), form, credentials));
  })
  .post('/oauth2/revoke', replyRevoke)
  .post('/oauth2/introspect', async (call) => {
    const form = await readForm(call);
    const credentials = readClientCredentials(call, form);
    return reply(call, await introspect(call.var.context, findWorkspace(call), form, credentials));
  })
  .on(['GET', 'POST'], '/userinfo', replyUserinfo)
  .get('/oidc/logout', (call) => replyLogout(call, readQuery(call)))
  .post('/oidc/logout', async (call) => {
    const form = await readForm(call);
    return fromOtherSite(call) ? repeatAsVisit(call, form) : replyLogout(call, form);
  });

/** Sends OAuth's error body, with the challenge of RFC 6749 or of RFC 6750. */
export function replyOAuthFailure(call: Call, failure: OAuthFailure): Response {
  const challenge = toChallenge(failure);
  if (challenge !== undefined) call.header('WWW-Authenticate', challenge);
  return reply(call, failure.body, failure.status);
}

function toChallenge({ code, status }: OAuthFailure): string | undefined {
  if (code === 'invalid_token' || code === 'insufficient_scope') {
    return `Bearer realm="oauth2", error="${code}"`;
  }
  return status === 401 ? 'Basic realm="oauth2"' : undefined;
}

async function replyAuthorize(call: Call, query: OAuthParameters): Promise<Response> {
  const workspace = findWorkspace(call);
  const { context } = call.var;
  const session = await findSession(context, workspace, getCookie(call, sessionCookie(workspace)));
  const { location, began } = await authorize(context, workspace, query, session);
  if (began) {
    for (const id of began.instead) dropSignIn(call, id);
    keepSignIn(call, began.id, began.secret, began.lifetime);
  }
  return redirect(call, location);
}

/** A client authenticates as at the token endpoint; a page may also send its access token as the bearer. */
async function replyRevoke(call: Call): Promise<Response> {
  const { context } = call.var;
  const workspace = findWorkspace(call);
  const bearer = bearerToken(call);
  const form = bearer !== undefined && !call.req.header('Content-Type') ? {} : await readForm(call);
  if (bearer === undefined) {
    const client = await requireClient(context, workspace, readClientCredentials(call, form));
    await revoke(context, workspace, client, form['token']);
  } else {
    await revokeBearer(context, workspace, bearer, form['token']);
  }
  return call.body(null, 200);
}

/** OpenID Connect Core 1.0, sections "UserInfo Endpoint" and "UserInfo Error Response". */
async function replyUserinfo(call: Call): Promise<Response> {
  const { id } = findWorkspace(call);
  try {
    const { user, token } = await requireCaller(call.var.context, id, bearerToken(call), 'openid');
    return reply(call, { sub: user.id, ...profileClaims(user, token.scopes) });
  } catch (error) {
    throw error instanceof ApiError ? toBearerFailure(error) : error;
  }
}

function toBearerFailure({ status, message }: ApiError): OAuthFailure {
  return new OAuthFailure(status === 403 ? 'insufficient_scope' : 'invalid_token', message);
}

async function replyLogout(call: Call, query: OAuthParameters): Promise<Response> {
  const workspace = findWorkspace(call);
  const secret = getCookie(call, sessionCookie(workspace));
  const answer = await endSession(call.var.context, workspace, query, secret);
  if (answer.is === 'unconfirmed') return sendLogoutQuestion(call, workspace, query, answer);
  deleteCookie(call, sessionCookie(workspace), cookieRules(call, workspace));
  return answer.location === undefined ? sendSignedOut(call, workspace) : redirect(call, answer.location);
}

/** Fetch Metadata, section "The Sec-Fetch-Site HTTP Request Header". */
function fromOtherSite(call: Call): boolean {
  return call.req.header('Sec-Fetch-Site') === 'cross-site';
}

/** A form of another site comes without `SameSite=Lax` cookies; the GET that it is led to comes with them. */
function repeatAsVisit(call: Call, form: OAuthParameters): Response {
  return call.redirect(`${calledPath(call)}?${new URLSearchParams(form).toString()}`, 303);
}

/** No cache keeps a URL that holds a code. */
function redirect(call: Call, location: string): Response {
  call.header('Cache-Control', 'no-store');
  return call.redirect(location);
}

function findWorkspace(call: Call): Workspace {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requireWorkspace(call.var.context, pathPart(call, 'workspace'));
}

function sessionCookie(workspace: Workspace): string {
  return `connect_session_${workspace.id}`;
}

function cookieRules(call: Call, workspace: Workspace) {
  const { origin, pathname } = new URL(issuerUrl(call.var.context, workspace));
  return { path: pathname, httpOnly: true, sameSite: 'Lax', secure: origin.startsWith('https:') } as const;
}
