import { type AuthorizationRequest, readAuthorizationRequest } from '../../oauth/authorization-request.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { readIdToken } from '../../oauth/tokens.ts';
import { getOwn } from '../../store/lookup.ts';
import type { Session, Workspace } from '../../store/state.ts';
import { bindToBrowser, tooManySignIns } from './browser.ts';
import { backToClient, type Query, requireRedirectable } from './client-redirect.ts';
import { tokenHash } from './grants.ts';
import { requirePool } from '../accounts/entities.ts';
import { issuerUrl, newId, newSecret, type RequestContext, seconds, signInPageUrl } from '../context.ts';
import { apiError } from '../error.ts';
import { openSession } from './sessions.ts';
import { closeTransaction, openTransaction, requireTransaction } from './transactions.ts';

/** Milliseconds that an authorization code lives: at most ten minutes (RFC 6749, section "Authorization Response"). */
const codeLifetime = 60_000;

/** The URL that an authorization request leads to, and the sign-in that it began in this browser, if any. */
export interface Answered {
  readonly location: string;
  readonly began?: {
    readonly id: string;
    readonly secret: string;
    /** Milliseconds that the browser has to keep the secret. */
    readonly lifetime: number;
    /** The oldest sign-ins of this browser, to be dropped for this one. */
    readonly instead: readonly string[];
  };
}

/**
 * Answers an authorization request with the URL to go to: back to the client with a code or an error, or to the
 * sign-in page.
 * @throws 400 for an unknown client or redirect URI, which is never redirected to (RFC 6749, section "Error Response")
 */
export async function authorize(
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  session: Session | undefined,
): Promise<Answered> {
  const client = requireRedirectable(context, workspace, query);
  try {
    const request = readAuthorizationRequest(query, client);
    const expected = await readHint(context, workspace, request);
    if (session && isEnough(context, session, request) && isExpected(session, expected))
      return { location: await withCode(context, workspace, request, session) };
    if (request.prompt.includes('none')) throw new OAuthFailure('login_required', 'A sign-in is needed.');
    return await toSignInPage(context, workspace, query, request, { session, expected });
  } catch (error) {
    if (!(error instanceof OAuthFailure)) throw error;
    return { location: backToClient(context, workspace, query, toErrorAnswer(error)) };
  }
}

/** The result of a finished sign-in page: a session, which the browser keeps the secret of, and the URL to go to. */
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
  const client = requireRedirectable(context, workspace, authorization);
  const request = readAuthorizationRequest(authorization, client);
  const secret = await openSession(context, workspace, authentication, former);
  const { userId, at, amr } = authentication;
  const session = { userId, authTime: at, amr };
  const location = await answerSignedIn(context, workspace, authorization, request, session);
  return { transactionId: transaction.id, secret, location };
}

/**
 * Answers the client after a sign-in. Another person than the hinted one is an error (OpenID Connect Core 1.0, section
 * "Authentication Request", `id_token_hint`); a sign-in that has become older than `max_age` is asked for once more.
 */
async function answerSignedIn(
  context: RequestContext,
  workspace: Workspace,
  authorization: Query,
  request: AuthorizationRequest,
  session: SignedIn,
): Promise<string> {
  if (!isExpected(session, await readHint(context, workspace, request))) {
    const other = new OAuthFailure('login_required', 'Another person than that of id_token_hint signed in.');
    return backToClient(context, workspace, authorization, toErrorAnswer(other));
  }
  const { maxAge } = request;
  if (maxAge === undefined || maxAge === 0 || isWithin(context, session, maxAge)) {
    return withCode(context, workspace, request, session);
  }
  return `${issuerUrl(context, workspace)}/oauth2/authorize?${new URLSearchParams(authorization).toString()}`;
}

type SignedIn = Pick<Session, 'userId' | 'authTime' | 'amr'>;

/** Whether a session needs no new sign-in (OpenID Connect Core 1.0, section "Authentication Request", `prompt` and `max_age`). */
function isEnough(
  context: RequestContext,
  session: Session,
  { prompt, maxAge }: AuthorizationRequest,
): boolean {
  if (prompt.some((value) => value !== 'none') || maxAge === 0) return false;
  return maxAge === undefined || isWithin(context, session, maxAge);
}

function isWithin(context: RequestContext, { authTime }: SignedIn, maxAge: number): boolean {
  return seconds(context.now()) - seconds(authTime) <= maxAge;
}

/** The user of `id_token_hint`, expired or not. @throws OAuthFailure for a token of another issuer */
async function readHint(
  context: RequestContext,
  workspace: Workspace,
  { idTokenHint }: AuthorizationRequest,
): Promise<string | undefined> {
  if (idTokenHint === undefined) return undefined;
  const hint = await readIdToken(context.state.signingKey, idTokenHint, issuerUrl(context, workspace));
  if (!hint) throw new OAuthFailure('invalid_request', 'id_token_hint is no ID token of this issuer.');
  return hint.subject;
}

function isExpected({ userId }: SignedIn, expected: string | undefined): boolean {
  return expected === undefined || userId === expected;
}

function toErrorAnswer({ body, hint }: OAuthFailure): Query {
  return { ...body, ...(hint === undefined ? {} : { error_hint: hint }) };
}

/** Who signs in again: of the browser's session, and of the client's hint. */
interface KnownPerson {
  readonly session: Session | undefined;
  readonly expected: string | undefined;
}

async function toSignInPage(
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  request: AuthorizationRequest,
  { session, expected }: KnownPerson,
): Promise<Answered> {
  const instead = tooManySignIns(context);
  const known = getOwn(context.state.users, expected ?? '')?.identifiers[0];
  const loginHint = request.loginHint ?? known;
  const hint = loginHint === undefined ? {} : { login_hint: loginHint };
  const about = { workspaceId: workspace.id, authorization: { ...query, ...hint } };
  const transaction = openTransaction(context, about);
  // Whoever is signed in proves it again; `select_account` asks for anybody.
  const personId = expected ?? (request.prompt.includes('select_account') ? undefined : session?.userId);
  if (personId !== undefined) transaction.personId = personId;
  const { id, state, endsAt } = transaction;
  const secret = await bindToBrowser(context, transaction);
  const shown = {
    server_id: workspace.id,
    login_id: id,
    login_state: state,
    ...hint,
  };
  const page = signInPageUrl(context, requirePool(context, workspace.poolIds[0] ?? ''));
  for (const [name, value] of Object.entries(shown)) page.searchParams.set(name, value);
  return { location: page.href, began: { id, secret, lifetime: endsAt - context.now(), instead } };
}

async function withCode(
  context: RequestContext,
  workspace: Workspace,
  request: AuthorizationRequest,
  { userId, authTime, amr }: SignedIn,
): Promise<string> {
  const code = newSecret(context);
  context.state.authorizationCodes[await tokenHash(code)] = {
    workspaceId: workspace.id,
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    root: newId(context),
    ...(request.codeChallenge === undefined ? {} : { codeChallenge: request.codeChallenge }),
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
