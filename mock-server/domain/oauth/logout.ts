import { OAuthFailure } from '../../oauth/failure.ts';
import { isRegistered } from '../../oauth/redirect-uri.ts';
import { readIdToken } from '../../oauth/tokens.ts';
import type { Workspace } from '../../store/state.ts';
import { findClient } from './clients.ts';
import { issuerUrl, type RequestContext } from '../context.ts';

/**
 * Where a person goes who signed out (OpenID Connect RP-Initiated Logout 1.0, section "RP-Initiated Logout");
 * `undefined`: nowhere. An ID token that is over still says who it was for.
 * @throws OAuthFailure for a redirect that no client has registered
 */
export async function endSession(
  context: RequestContext,
  workspace: Workspace,
  query: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const { id_token_hint: hint, post_logout_redirect_uri: uri, state } = query;
  const issuer = issuerUrl(context, workspace);
  const read = hint === undefined ? undefined : await readIdToken(context.state.signingKey, hint, issuer);
  if (hint !== undefined && !read) throw new OAuthFailure('invalid_request', 'id_token_hint is not ours.');
  if (uri === undefined) return undefined;
  const client = findClient(context, workspace, query['client_id'] ?? read?.clientId);
  if (!client || (read && read.clientId !== client.id) || !isRegistered(uri, client.redirectUris)) {
    throw new OAuthFailure('invalid_request', 'post_logout_redirect_uri is not registered for the client.');
  }
  const url = new URL(uri);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
