import type { Transaction } from '../../src/client/types.ts';

const query = new URLSearchParams({
  client_id: 'spa',
  response_type: 'code',
  redirect_uri: 'http://127.0.0.1:9999/callback',
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
});

/** Where an application sends people to sign in; answers with a redirect to the hosted page. */
export const authorizationUrl = `/acme/shop/oauth2/authorize?${query.toString()}`;

/** Begins an OAuth transaction as an application does; the hosted page gets its two values in its query. */
export async function beginTransaction(): Promise<Transaction> {
  const hosted = new URL((await fetch(authorizationUrl)).url);
  return {
    loginId: hosted.searchParams.get('login_id')!,
    loginState: hosted.searchParams.get('login_state')!,
  };
}

/** Added to the query of a test, by which the server knows the test in Firefox. */
export function showQuery(query: Readonly<Record<string, string>>, path = location.pathname): void {
  const url = new URL(location.href);
  url.pathname = path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  history.replaceState(null, '', url);
}
