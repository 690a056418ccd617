import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { requireCaller } from '../domain/accounts/access.ts';
import { authorize, continueAuthorization } from '../domain/oauth/authorize.ts';
import { type ClientCredentials, requireClient } from '../domain/oauth/clients.ts';
import { endSession } from '../domain/oauth/logout.ts';
import { grantTokens, revoke } from '../domain/oauth/token.ts';
import { profileClaims } from '../domain/oauth/grants.ts';
import { introspect } from '../domain/oauth/introspection.ts';
import { requireTenant, requireWorkspace } from '../domain/accounts/entities.ts';
import { issuerUrl } from '../domain/context.ts';
import { closeSession, findSession } from '../domain/oauth/sessions.ts';
import { providerMetadata } from '../oauth/discovery.ts';
import { OAuthFailure } from '../oauth/failure.ts';
import { jsonWebKeySet } from '../oauth/keys.ts';
import type { Workspace } from '../store/state.ts';
import { bearerToken, type Call, type Env, pathPart } from './context.ts';
import { reply } from './json.ts';
import { dropSignIn, keepSignIn } from './sign-in-cookies.ts';
import { type OAuthParameters, readForm, readQuery } from './oauth-parameters.ts';

const scopes = ['openid', 'profile', 'email', 'offline_access', 'view_ss_profile', 'manage_ss_profile'];

/** The workspace as an authorization server; mounted at the issuer, `/{tenant}/{workspace}`. */
export const oauth = new Hono<Env>()
  .get('/.well-known/openid-configuration', (call) =>
    reply(call, providerMetadata(issuerUrl(call.var.context, findWorkspace(call)), scopes)),
  )
  .get('/.well-known/jwks.json', (call) => {
    findWorkspace(call);
    return reply(call, jsonWebKeySet(call.var.context.state.signingKey));
  })
  .get('/oauth2/authorize', (call) => toAuthorize(call, readQuery(call)))
  .post('/oauth2/authorize', async (call) => toAuthorize(call, await readForm(call)))
  .get('/oauth2/continue', async (call) => {
    const workspace = findWorkspace(call);
    const former = getCookie(call, sessionCookie(workspace));
    const done = await continueAuthorization(call.var.context, workspace, readQuery(call), former);
    setCookie(call, sessionCookie(workspace), done.secret, cookieRules(call, workspace));
    dropSignIn(call, done.transactionId);
    return call.redirect(done.location);
  })
  .post('/oauth2/token', async (call) => {
    const form = await readForm(call);
    return reply(
      call,
      await grantTokens(call.var.context, findWorkspace(call), form, readClientCredentials(call, form)),
    );
  })
  .post('/oauth2/revoke', async (call) => {
    const form = await readForm(call);
    const client = await requireClient(
      call.var.context,
      findWorkspace(call),
      readClientCredentials(call, form),
    );
    await revoke(call.var.context, client, form['token'] ?? '');
    return call.body(null, 200);
  })
  .post('/oauth2/introspect', async (call) => {
    const form = await readForm(call);
    return reply(
      call,
      await introspect(call.var.context, findWorkspace(call), form, readClientCredentials(call, form)),
    );
  })
  .on(['GET', 'POST'], '/userinfo', async (call) => {
    const { id } = findWorkspace(call);
    const { user, token } = await requireCaller(call.var.context, id, bearerToken(call), 'openid');
    return reply(call, { sub: user.id, ...profileClaims(user, token.scopes) });
  })
  .get('/oidc/logout', (call) => toEnd(call, readQuery(call)))
  .post('/oidc/logout', async (call) => toEnd(call, await readForm(call)));

/** Says what an OAuth client understands where an OAuth call was turned down. */
export function replyOAuthFailure(call: Call, failure: OAuthFailure): Response {
  if (failure.status === 401) call.header('WWW-Authenticate', 'Basic realm="oauth2"');
  return reply(call, failure.body, failure.status);
}

async function toAuthorize(call: Call, query: OAuthParameters): Promise<Response> {
  const workspace = findWorkspace(call);
  const session = await findSession(call.var.context, workspace, getCookie(call, sessionCookie(workspace)));
  const { location, began } = await authorize(call.var.context, workspace, query, session);
  if (began) {
    for (const id of began.instead) dropSignIn(call, id);
    keepSignIn(call, began.id, began.secret, began.lifetime);
  }
  return call.redirect(location);
}

async function toEnd(call: Call, query: OAuthParameters): Promise<Response> {
  const workspace = findWorkspace(call);
  const location = await endSession(call.var.context, workspace, query);
  await closeSession(call.var.context, getCookie(call, sessionCookie(workspace)));
  deleteCookie(call, sessionCookie(workspace), cookieRules(call, workspace));
  return location === undefined ? call.text('You are signed out.') : call.redirect(location);
}

function findWorkspace(call: Call): Workspace {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requireWorkspace(call.var.context, pathPart(call, 'workspace'));
}

/** HTTP Basic, or the body's own members (RFC 6749, section 2.3.1). */
function readClientCredentials(call: Call, form: OAuthParameters): ClientCredentials {
  const basic = /^Basic +([\w+/]+=*) *$/i.exec(call.req.header('Authorization') ?? '')?.[1];
  if (basic === undefined) return { id: form['client_id'], secret: form['client_secret'] };
  try {
    const [id = '', secret = ''] = atob(basic).split(/:(.*)/s);
    return { id: decode(id), secret: decode(secret) };
  } catch {
    throw new OAuthFailure('invalid_client', 'The credentials of the Authorization header are not readable.');
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function sessionCookie(workspace: Workspace): string {
  return `connect_session_${workspace.id}`;
}

function cookieRules(call: Call, workspace: Workspace) {
  const { origin, pathname } = new URL(issuerUrl(call.var.context, workspace));
  return { path: pathname, httpOnly: true, sameSite: 'Lax', secure: origin.startsWith('https:') } as const;
}
