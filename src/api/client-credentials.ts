import type { TokenReply } from './contract.ts';
import type { Http } from './http-client.ts';
import { tokensOf } from './validate.ts';

export interface ClientCredentialsRequest {
  /** Token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** Client credentials grant (RFC 6749, section 4.4). The secret goes into the request's body only. */
export async function clientCredentials(
  http: Http,
  { url, clientId, clientSecret, scope }: ClientCredentialsRequest,
): Promise<TokenReply> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  return tokensOf((await http.post({ call: 'system/token', url, token: 'none', form })).body);
}
