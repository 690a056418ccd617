import { OAuthFailure } from '../../oauth/failure.ts';
import { getOwn } from '../../store/lookup.ts';
import { isPassword } from '../../store/password-hash.ts';
import type { Client, Workspace } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';

/** How a client says who it is (RFC 6749, section "Client Authentication"). */
export interface ClientCredentials {
  readonly id: string | undefined;
  readonly secret: string | undefined;
}

/** A client of that workspace, or `undefined`. */
export function findClient(
  context: RequestContext,
  workspace: Workspace,
  id: string | undefined,
): Client | undefined {
  const client = getOwn(context.state.clients, id ?? '');
  return client?.workspaceIds.includes(workspace.id) ? client : undefined;
}

/** The client that calls: a public one by its name, a confidential one with its secret. */
export async function requireClient(
  context: RequestContext,
  workspace: Workspace,
  { id, secret }: ClientCredentials,
): Promise<Client> {
  const client = findClient(context, workspace, id);
  const proved = client && (await proves(client, secret));
  if (!proved)
    throw new OAuthFailure('invalid_client', 'The client is unknown here, or its secret is wrong.');
  return client;
}

/** Refuses a grant type that the client is not registered for. */
export function requireGrantType(client: Client, type: Client['grantTypes'][number]): void {
  if (!client.grantTypes.includes(type)) {
    throw new OAuthFailure('unauthorized_client', `The client may not use ${type}.`);
  }
}

async function proves(client: Client, secret: string | undefined): Promise<boolean> {
  if (!client.secret) return secret === undefined || secret === '';
  return secret !== undefined && (await isPassword(secret, client.secret));
}
