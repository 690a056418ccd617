import { type AuthorizationRequest, readAuthorizationRequest } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import type { Session, Workspace } from '../../store/state.ts';
import { bindToBrowser, tooManySignIns } from './browser.ts';
import { backToClient, type Query, requireRedirectable } from './client-redirect.ts';
import { tokenHash } from './grants.ts';
import { requirePool } from '../accounts/entities.ts';
import { hostedPageUrl, newSecret, type RequestContext, seconds } from '../context.ts';
import { apiError } from '../error.ts';
import { openSession } from './sessions.ts';
import { closeTransaction, openTransaction, requireTransaction } from './transactions.ts';

/** Milliseconds that an authorization code lives (RFC 6749, section 4.1.2: at most ten minutes). */
const codeLifetime = 60_000;

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
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  session: Session | undefined,
): Promise<Answered> {
  const client = requireRedirectable(context, workspace, query);
  try {
    const request = readAuthorizationRequest(query, client.scopes);
    if (session && isEnough(context, session, request))
      return { location: await withCode(context, workspace, request, session) };
    if (request.prompt.includes('none')) throw new OAuthFailure('login_required', 'Nobody is signed in.');
    return await toSignInPage(context, workspace, query, request, session);
  } catch (error) {
    if (!(error instanceof OAuthFailure)) throw error;
    return { location: backToClient(context, workspace, query, { ...error.body }) };
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
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  former: string | undefined,
): Promise<Continued> {
  const transaction = await requireTransaction(context, query['login_id'] ?? '', query['login_state'] ?? '');
  const { authorization, authentication, workspaceId } = transaction;
  if (!authorization || !authentication || workspaceId !== workspace.id) {
    throw apiError('invalid_request', 'This sign-in has not been finished.');
  }
  closeTransaction(context, transaction);
  const request = readAuthorizationRequest(
    authorization,
    requireRedirectable(context, workspace, authorization).scopes,
  );
  const secret = await openSession(context, workspace, authentication, former);
  const { userId, at, amr } = authentication;
  const location = await withCode(context, workspace, request, { userId, authTime: at, amr });
  return { transactionId: transaction.id, secret, location };
}

/** OpenID Connect Core 1.0, section "Authentication Request": `prompt` and `max_age`. */
function isEnough(
  context: RequestContext,
  session: Session,
  { prompt, maxAge }: AuthorizationRequest,
): boolean {
  if (prompt.includes('login') || prompt.includes('select_account')) return false;
  const age = seconds(context.now()) - seconds(session.authTime);
  return maxAge === undefined || age < maxAge;
}

async function toSignInPage(
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  request: AuthorizationRequest,
  session: Session | undefined,
): Promise<Answered> {
  const instead = tooManySignIns(context);
  const about = { workspaceId: workspace.id, authorization: { ...query } };
  const transaction = openTransaction(context, about);
  // Whoever is signed in proves it again; `select_account` asks for anybody.
  if (session && !request.prompt.includes('select_account')) transaction.personId = session.userId;
  const { id, state, endsAt } = transaction;
  const secret = await bindToBrowser(context, transaction);
  const shown = {
    server_id: workspace.id,
    login_id: id,
    login_state: state,
    ...(request.loginHint ? { login_hint: request.loginHint } : {}),
  };
  const page = hostedPageUrl(context, requirePool(context, workspace.poolIds[0] ?? ''), 'login');
  const location = `${page}?${new URLSearchParams(shown).toString()}`;
  return { location, began: { id, secret, lifetime: endsAt - context.now(), instead } };
}

async function withCode(
  context: RequestContext,
  workspace: Workspace,
  request: AuthorizationRequest,
  { userId, authTime, amr }: Pick<Session, 'userId' | 'authTime' | 'amr'>,
): Promise<string> {
  const code = newSecret(context);
  context.state.authorizationCodes[await tokenHash(code)] = {
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
    expiresAt: context.now() + codeLifetime,
  };
  const query = {
    redirect_uri: request.redirectUri,
    ...(request.state === undefined ? {} : { state: request.state }),
  };
  return backToClient(context, workspace, query, { code });
}
