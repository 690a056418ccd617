import { OAuthFailure } from '../../oauth/failure.ts';
import { readAccessToken } from '../../oauth/tokens.ts';
import type { Workspace } from '../../store/state.ts';
import { type ClientCredentials, requireClient } from './clients.ts';
import { issuerUrl, type RequestContext, seconds, selfServiceAudience, systemAudience } from '../context.ts';

/** What an access token says to a backend that got it (RFC 7662, section "Introspection Response"). */
export async function introspect(
  context: RequestContext,
  workspace: Workspace,
  form: Readonly<Record<string, string>>,
  credentials: ClientCredentials,
): Promise<Record<string, unknown>> {
  const client = await requireClient(context, workspace, credentials);
  if (!client.secret) throw new OAuthFailure('unauthorized_client', 'Only a client with a secret may ask.');
  const now = seconds(context.now());
  for (const audience of [selfServiceAudience(context, workspace), systemAudience(context)]) {
    const expected = { issuer: issuerUrl(context, workspace), audience, now };
    const token = await readAccessToken(context.state.signingKey, form['token'] ?? '', expected);
    if (token) {
      const about = { iss: token.issuer, sub: token.subject, aud: token.audience, client_id: token.clientId };
      return { active: true, token_type: 'Bearer', scope: token.scopes.join(' '), ...about };
    }
  }
  return { active: false };
}
