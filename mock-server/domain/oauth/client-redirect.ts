import { isRegistered } from '../../oauth/redirect-uri.ts';
import type { Client, Workspace } from '../../store/state.ts';
import { findClient } from './clients.ts';
import { issuerUrl, type RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

/** Parameters of an authorization request or of its answer. */
export type Query = Readonly<Record<string, string>>;

/** The client of an authorization request. @throws 400 while client and redirect URI are not known to be good */
export function requireRedirectable(context: RequestContext, workspace: Workspace, query: Query): Client {
  const client = findClient(context, workspace, query['client_id']);
  if (!client?.grantTypes.includes('authorization_code')) {
    throw apiError('invalid_request', 'client_id names no client of this workspace that signs people in.');
  }
  if (!isRegistered(query['redirect_uri'] ?? '', client.redirectUris)) {
    throw apiError('invalid_request', 'redirect_uri is not registered for this client.');
  }
  return client;
}

/** URL of an authorization response (RFC 6749, section "Authorization Response"), with `iss` (RFC 9207). */
export function backToClient(
  context: RequestContext,
  workspace: Workspace,
  query: Query,
  answer: Query,
): string {
  const url = new URL(query['redirect_uri'] ?? '');
  const { state } = query;
  const about = { ...answer, ...(state === undefined ? {} : { state }), iss: issuerUrl(context, workspace) };
  for (const [name, value] of Object.entries(about)) url.searchParams.set(name, value);
  return url.href;
}
