import { toObject, toStrings, type Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, needs, unobservable, type Assumption } from './judging.ts';

const needsClient =
  'a client of the workspace that may be tried, which the doctor does not do: ask its admin';

/** Rules of the OAuth endpoints, as far as discovery shows them. */
export const oauth: readonly Assumption[] = [
  {
    id: 'offline-access',
    assumption: 'A refresh token is given for the scope `offline_access` only',
    judge: judgeOfflineAccess,
  },
  {
    id: 'pkce',
    assumption: 'PKCE is required of public clients; a confidential client may do without',
    judge: judgePkce,
  },
  {
    id: 'client-authentication',
    assumption:
      'A confidential client authenticates by HTTP Basic or in the body, as `web` does with the secret `web-secret`',
    judge: judgeClientAuthentication,
  },
  {
    id: 'revocation',
    assumption:
      "`/oauth2/revoke` takes an access token or a refresh token with the client's authentication, `client_id` alone of a public one, or the access token that is the bearer",
    judge: unobservable('a token that would be revoked, and the doctor ends none: try it by hand'),
  },
  {
    id: 'introspection',
    assumption:
      'A confidential client of the workspace, or of `system`, may introspect; a refresh token is described to its own client only',
    judge: unobservable(needsClient),
  },
  {
    id: 'id-token-hint',
    assumption: '`id_token_hint` names the only person who may sign in, as does being signed in already',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'logout-asks',
    assumption: 'Logout without an ID token of the person who is signed in asks first',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'logout-redirects',
    assumption: "A client's redirect URIs are those to go to after logout too",
    judge: unobservable(needsClient),
  },
  {
    id: 'refresh-tokens',
    assumption:
      'A refresh token and a code are good once; a second use ends every token of the sign-in, also those that another call is about to give; a scope has no default',
    judge: unobservable('a refresh token, which would be used up: the doctor takes none'),
  },
  {
    id: 'loopback-redirects',
    assumption: 'A registered loopback redirect URI matches on any port, one without a path on any path',
    judge: unobservable(needs.transaction),
  },
];

const readList = ({ answers }: Evidence, name: string): readonly string[] =>
  toStrings(toObject(answers.get('discovery')?.body)[name]);

function judgeOfflineAccess(evidence: Evidence): Verdict {
  const scopes = readList(evidence, 'scopes_supported');
  if (scopes.length === 0) return cannotTell('a discovery that lists its scopes');
  return scopes.includes('offline_access')
    ? cannotTell('a sign-in with and without that scope: try it by hand; discovery lists it')
    : differs(
        'discovery does not list the scope',
        'your OIDC library: ask for the scopes that the tenant has for refresh tokens; the SDK uses none',
      );
}

function judgePkce(evidence: Evidence): Verdict {
  const methods = readList(evidence, 'code_challenge_methods_supported');
  return methods.length === 0 || methods.includes('S256')
    ? cannotTell(`${needs.transaction}; discovery lists ${methods.length === 0 ? 'no method' : 'S256'}`)
    : differs('discovery does not list S256', 'your OIDC library: the method that the tenant lists');
}

/** Without the list it is HTTP Basic (OpenID Connect Discovery 1.0, section "OpenID Provider Metadata"). */
function judgeClientAuthentication(evidence: Evidence): Verdict {
  const listed = readList(evidence, 'token_endpoint_auth_methods_supported');
  const methods = listed.length === 0 ? ['client_secret_basic'] : listed;
  const missing = ['client_secret_basic', 'client_secret_post'].filter((name) => !methods.includes(name));
  return missing.length === 0
    ? holds('discovery lists both ways')
    : differs(
        `discovery does not list ${missing.join(', ')}`,
        missing.includes('client_secret_post')
          ? 'SDK `accessToken` of the system client: get the token yourself, by a listed method, since it sends a secret in the body'
          : 'your OIDC library: the method that discovery lists',
      );
}
