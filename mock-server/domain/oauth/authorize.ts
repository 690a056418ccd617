import { type AuthorizationRequest, readAuthorizationRequest } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { isRegistered } from '../../oauth/redirect-uri.ts';
import { forget } from '../../store/lookup.ts';
import type { Client, Session, Workspace } from '../../store/state.ts';
import { bindToBrowser, tooManySignIns } from './browser.ts';
import { findClient } from './clients.ts';
import { tokenHash } from './grants.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import { issuerOf, newSecret, type Realm, seconds } from '../context.ts';
import { refusal } from '../error.ts';
import { openSession } from './sessions.ts';
import { openTransaction, requireTransaction } from './transactions.ts';

/** Milliseconds that an authorization code lives (RFC 6749, section 4.1.2: at most ten minutes). */
const codeLifetime = 60_000;

type Query = Readonly<Record<string, string>>;

/** Where an authorization request leads, and the sign-in that it began in this browser, if it did. */
export interface Answered {
  readonly location: string;
  readonly began?: {
    readonly id: string;
    readonly secret: string;
    /** Milliseconds that the browser has to keep the secret. */
    readonly lifetime: number;
    /** Earlier sign-ins of this browser, which are too many now. */
    readonly instead: readonly string[];
  };
}

/**
 * Answers an authorization request with the URL to go to: back to the client with a code or an error, or to the
 * sign-in page.
 * @throws 400 while client and redirect URI are not known to be good: then nothing is redirected
 */
export async function authorize(
  realm: Realm,
  workspace: Workspace,
  query: Query,
  session: Session | undefined,
): Promise<Answered> {
  const client = requireRedirectable(realm, workspace, query);
  try {
    const request = readAuthorizationRequest(query, client.scopes);
    if (session && isEnough(realm, session, request))
      return { location: await withCode(realm, workspace, request, session) };
    if (request.prompt.includes('none')) throw new OAuthFailure('login_required', 'Nobody is signed in.');
    return await toSignInPage(realm, workspace, query, request);
  } catch (error) {
    if (!(error instanceof OAuthFailure)) throw error;
    return { location: backToClient(realm, workspace, query, { ...error.body }) };
  }
}

/** What a finished sign-in page leads to: a session, whose secret the browser keeps, and the way back to the client. */
export interface Continued {
  readonly transactionId: string;
  readonly secret: string;
  readonly location: string;
}

/** Goes on after the sign-in page. @param former secret of the session that this browser had until now */
export async function continueAuthorization(
  realm: Realm,
  workspace: Workspace,
  query: Query,
  former: string | undefined,
): Promise<Continued> {
  const transaction = await requireTransaction(realm, query['login_id'] ?? '', query['login_state'] ?? '');
  const { authorization, authentication, workspaceId } = transaction;
  if (!authorization || !authentication || workspaceId !== workspace.id) {
    throw refusal('invalid_request', 'This sign-in has not been finished.');
  }
  forget(realm.state.transactions, transaction.id);
  const request = readAuthorizationRequest(
    authorization,
    requireRedirectable(realm, workspace, authorization).scopes,
  );
  const secret = await openSession(realm, workspace, authentication, former);
  const { userId, at, amr } = authentication;
  const location = await withCode(realm, workspace, request, { userId, authTime: at, amr });
  return { transactionId: transaction.id, secret, location };
}

/** The sign-in that a workspace's hosted page is asked to do. */
export async function pendingSignIn(realm: Realm, workspaceId: string, query: Query) {
  const workspace = requireWorkspace(realm, workspaceId);
  const transaction = await requireTransaction(realm, query['login_id'] ?? '', query['login_state'] ?? '');
  if (transaction.workspaceId !== workspace.id) {
    throw refusal('invalid_request', 'This sign-in is one of another workspace.');
  }
  return { workspace, loginHint: transaction.authorization?.['login_hint'] };
}

function requireRedirectable(realm: Realm, workspace: Workspace, query: Query): Client {
  const client = findClient(realm, workspace, query['client_id']);
  if (!client?.grantTypes.includes('authorization_code')) {
    throw refusal('invalid_request', 'client_id names no client of this workspace that signs people in.');
  }
  if (!isRegistered(query['redirect_uri'] ?? '', client.redirectUris)) {
    throw refusal('invalid_request', 'redirect_uri is not registered for this client.');
  }
  return client;
}

/** OpenID Connect Core 1.0, section "Authentication Request": `prompt` and `max_age`. */
function isEnough(realm: Realm, session: Session, { prompt, maxAge }: AuthorizationRequest): boolean {
  if (prompt.includes('login') || prompt.includes('select_account')) return false;
  const age = seconds(realm.now()) - seconds(session.authTime);
  return maxAge === undefined || age < maxAge;
}

async function toSignInPage(
  realm: Realm,
  workspace: Workspace,
  query: Query,
  request: AuthorizationRequest,
): Promise<Answered> {
  const instead = tooManySignIns(realm);
  const about = { workspaceId: workspace.id, authorization: { ...query } };
  const transaction = openTransaction(realm, about);
  const { id, state, endsAt } = transaction;
  const secret = await bindToBrowser(realm, transaction);
  const shown = {
    login_id: id,
    login_state: state,
    ...(request.loginHint ? { login_hint: request.loginHint } : {}),
  };
  const location = `${issuerOf(realm, workspace)}/sign-in?${new URLSearchParams(shown).toString()}`;
  return { location, began: { id, secret, lifetime: endsAt - realm.now(), instead } };
}

async function withCode(
  realm: Realm,
  workspace: Workspace,
  request: AuthorizationRequest,
  { userId, authTime, amr }: Pick<Session, 'userId' | 'authTime' | 'amr'>,
): Promise<string> {
  const code = newSecret(realm);
  realm.state.authorizationCodes[await tokenHash(code)] = {
    workspaceId: workspace.id,
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge,
    scope: request.scope,
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    userId,
    authTime,
    amr: [...amr],
    used: false,
    expiresAt: realm.now() + codeLifetime,
  };
  const query = {
    redirect_uri: request.redirectUri,
    ...(request.state === undefined ? {} : { state: request.state }),
  };
  return backToClient(realm, workspace, query, { code });
}

/** RFC 6749, section 4.1.2, with the issuer of RFC 9207. */
function backToClient(realm: Realm, workspace: Workspace, query: Query, answer: Query): string {
  const url = new URL(query['redirect_uri'] ?? '');
  const { state } = query;
  const about = { ...answer, ...(state === undefined ? {} : { state }), iss: issuerOf(realm, workspace) };
  for (const [name, value] of Object.entries(about)) url.searchParams.set(name, value);
  return url.href;
}
