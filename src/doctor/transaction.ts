import { createHash, randomBytes } from 'node:crypto';
import { parseHostedPage } from '../api/hosted-page.ts';
import type { Interview } from './interview.ts';

/** A sign-in under way: the hosted page that an app's people are led to, and the cookies of their browser. */
export interface Transaction {
  readonly page: string;
  readonly query: string;
  readonly cookie: string;
}

/**
 * Begins a sign-in of the app, as a browser does that has no session, and goes on until the hosted page. Nothing is
 * changed by it: a sign-in that is not finished ends by itself.
 *
 * @returns `undefined` where the redirects do not end at a hosted page of the issuer's origin
 */
export async function startTransaction(interview: Interview, name: string): Promise<Transaction | undefined> {
  const { ask, workspace, options } = interview;
  if (!options.app) return undefined;
  const cookies = new Map<string, string>();
  let url = authorizationUrl(workspace.issuer, options.app);
  for (let redirects = 0; redirects < 5; redirects += 1) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const found = parseHostedPage(new URL(url));
    if (found) return { page: found.url, query: found.query, cookie };
    const answer = await ask({
      name: redirects === 0 ? name : `${name}/${redirects}`,
      url,
      headers: { Accept: 'text/html', ...(cookie !== '' && { Cookie: cookie }) },
    });
    for (const each of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(key, value);
    }
    const location = answer.headers.get('Location') ?? '';
    if (!URL.canParse(location, url)) return undefined;
    url = new URL(location, url).href;
    if (new URL(url).origin !== new URL(workspace.issuer).origin) return undefined;
  }
  return undefined;
}

function authorizationUrl(issuer: string, { clientId, redirectUri }: App): string {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid',
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `${issuer}/oauth2/authorize?${query.toString()}`;
}

/** An OAuth client of the workspace, and one of its redirect URIs. */
export interface App {
  readonly clientId: string;
  readonly redirectUri: string;
}
