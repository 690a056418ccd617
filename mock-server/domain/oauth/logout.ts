import { sha256, toHex } from '../../bytes.ts';
import { OAuthFailure } from '../../oauth/failure.ts';
import { isRegistered } from '../../oauth/redirect-uri.ts';
import { readIdToken } from '../../oauth/tokens.ts';
import type { Client, Workspace } from '../../store/state.ts';
import { findClient } from './clients.ts';
import { issuerUrl, type RequestContext } from '../context.ts';
import { closeSession, findSession } from './sessions.ts';

type Query = Readonly<Record<string, string>>;

/** The answer to a logout request. */
export type Logout =
  | {
      readonly is: 'signed-out';
      /** The client's page to go to. */
      readonly location?: string;
    }
  | {
      /** The person has to agree, by the same request with `logout_confirmation`. */
      readonly is: 'unconfirmed';
      readonly confirmation: string;
      readonly clientName?: string;
    };

/**
 * Ends the browser's session (OpenID Connect RP-Initiated Logout 1.0, section "RP-Initiated Logout"). Without an ID
 * token of the person who is signed in, the request may come from any site: the person is asked first.
 * @param secret of the browser's session
 * @throws OAuthFailure for a hint of another issuer, and for a redirect that the client has not registered
 */
export async function endSession(
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  secret: string | undefined,
): Promise<Logout> {
  const hint = await readHint(context, workspace, query);
  const client = findLogoutClient(context, workspace, query, hint);
  const location = postLogoutUrl(client, query);
  const session = await findSession(context, workspace, secret);
  if (session && secret !== undefined && session.userId !== hint?.subject) {
    const confirmation = await confirmationFor(secret);
    if (query['logout_confirmation'] !== confirmation) {
      return { is: 'unconfirmed', confirmation, ...(client ? { clientName: client.name } : {}) };
    }
  }
  await closeSession(context, secret);
  return { is: 'signed-out', ...(location === undefined ? {} : { location }) };
}

interface Hint {
  readonly subject: string;
  readonly clientId: string;
}

/** An expired ID token still identifies its person. */
async function readHint(
  context: RequestContext,
  workspace: Workspace,
  { id_token_hint: token }: Query,
): Promise<Hint | undefined> {
  if (token === undefined) return undefined;
  const hint = await readIdToken(context.state.signingKey, token, issuerUrl(context, workspace));
  if (!hint) throw new OAuthFailure('invalid_request', 'id_token_hint is no ID token of this issuer.');
  return hint;
}

/** `client_id` and the ID token have to name the same client. */
function findLogoutClient(
  context: RequestContext,
  workspace: Workspace,
  { client_id: id }: Query,
  hint: Hint | undefined,
): Client | undefined {
  if (id !== undefined && hint && id !== hint.clientId) {
    throw new OAuthFailure('invalid_request', 'id_token_hint is one of another client than client_id.');
  }
  return findClient(context, workspace, id ?? hint?.clientId);
}

/** Section "Redirection to RP After Logout": only to a registered URL of a known client. */
function postLogoutUrl(client: Client | undefined, query: Query): string | undefined {
  const { post_logout_redirect_uri: uri, state } = query;
  if (uri === undefined) return undefined;
  const registered = client?.postLogoutRedirectUris ?? client?.redirectUris ?? [];
  if (!isRegistered(uri, registered)) {
    throw new OAuthFailure('invalid_request', 'post_logout_redirect_uri is not registered for the client.');
  }
  const url = new URL(uri);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}

/** Only a page that this server made for the session knows it, so no other site can confirm. */
async function confirmationFor(secret: string): Promise<string> {
  return toHex(await sha256(`logout ${secret}`));
}
