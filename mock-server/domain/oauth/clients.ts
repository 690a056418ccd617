import { OAuthFailure } from '../../oauth/failure.ts';
import { getOwn } from '../../store/lookup.ts';
import { isPassword } from '../../store/password-hash.ts';
import type { Client, Workspace } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';

/** The name and secret that a client sent (RFC 6749, section "Client Authentication"). */
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

/** Authenticates the client that calls: a public one by its name, a confidential one by its secret. */
export async function requireClient(
  context: RequestContext,
  workspace: Workspace,
  credentials: ClientCredentials,
): Promise<Client> {
  return requireProof(findClient(context, workspace, credentials.id), credentials.secret);
}

/**
 * Authenticates a client that may introspect tokens: a confidential one of the workspace, or of the tenant's `system`
 * workspace. A public client could try tokens that it found (RFC 7662, section "Security Considerations").
 */
export async function requireIntrospector(
  context: RequestContext,
  workspace: Workspace,
  { id, secret }: ClientCredentials,
): Promise<Client> {
  const client = getOwn(context.state.clients, id ?? '');
  const mayAsk =
    client?.secret && client.workspaceIds.some((own) => own === workspace.id || own === 'system');
  return requireProof(mayAsk ? client : undefined, secret);
}

/** Refuses a grant type that the client is not registered for. */
export function requireGrantType(client: Client, type: Client['grantTypes'][number]): void {
  if (!client.grantTypes.includes(type)) {
    throw new OAuthFailure('unauthorized_client', `The client may not use ${type}.`);
  }
}

/** Scopes and grant types of the clients of a workspace, each once. */
export function listOffers(context: RequestContext, workspace: Workspace) {
  const clients = Object.values(context.state.clients).filter(({ workspaceIds }) =>
    workspaceIds.includes(workspace.id),
  );
  return {
    scopes: [...new Set(clients.flatMap(({ scopes }) => scopes))],
    grantTypes: [...new Set(clients.flatMap(({ grantTypes }) => grantTypes))],
  };
}

async function requireProof(client: Client | undefined, secret: string | undefined): Promise<Client> {
  if (client && (await proves(client, secret))) return client;
  throw new OAuthFailure('invalid_client', 'The client is unknown here, or its secret is wrong.');
}

async function proves(client: Client, secret: string | undefined): Promise<boolean> {
  if (!client.secret) return secret === undefined || secret === '';
  return secret !== undefined && (await isPassword(secret, client.secret));
}
