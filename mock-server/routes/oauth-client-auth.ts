import type { ClientCredentials } from '../domain/oauth/clients.ts';
import { OAuthFailure } from '../oauth/failure.ts';
import type { Call } from './context.ts';
import type { OAuthParameters } from './oauth-parameters.ts';

/**
 * Credentials by HTTP Basic or in the body, never both (RFC 6749, sections "Client Authentication" and "Client Password").
 * @throws OAuthFailure
 */
export function readClientCredentials(call: Call, form: OAuthParameters): ClientCredentials {
  const { client_id: id, client_secret: secret } = form;
  const basic = readBasic(call.req.header('Authorization') ?? '');
  if (!basic) return { id, secret };
  if (secret !== undefined || (id !== undefined && id !== basic.id)) {
    throw new OAuthFailure('invalid_request', 'The client authenticates in two ways at once.');
  }
  return basic;
}

function readBasic(header: string): ClientCredentials | undefined {
  const basic = /^Basic +([\w+/]+=*) *$/i.exec(header)?.[1];
  if (basic === undefined) return undefined;
  try {
    const [id = '', secret = ''] = atob(basic).split(/:(.*)/s);
    return { id: decode(id), secret: decode(secret) };
  } catch {
    throw new OAuthFailure('invalid_client', 'The credentials of the Authorization header are not readable.');
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
