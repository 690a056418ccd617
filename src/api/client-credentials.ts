import type { TokenReply } from './contract.ts';
import type { HttpClient } from './http-client.ts';
import { parseTokens } from './sign-in.ts';

export interface ClientCredentialsRequest {
  /** Token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** Client credentials grant (RFC 6749, section 4.4). The secret is sent in the body only. */
export async function clientCredentials(
  http: HttpClient,
  { url, clientId, clientSecret, scope }: ClientCredentialsRequest,
): Promise<TokenReply> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  return parseTokens((await http.post({ call: 'system/token', url, token: 'none', form })).body);
}
