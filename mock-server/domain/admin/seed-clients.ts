import { getOwn } from '../../store/lookup.ts';
import { loopbackUris, userScopes } from '../../store/usual-clients.ts';
import type { Client, PasswordHash } from '../../store/state.ts';
import type { RequestContext } from '../context.ts';
import { requireKnown } from './seed-paths.ts';
import type { ClientPlan } from './seed-plan.ts';

/** Adds a client, or changes the members that are given. */
export function plantClient(
  context: RequestContext,
  plan: ClientPlan,
  secret: PasswordHash | undefined,
): void {
  const { state } = context;
  const client = getOwn(state.clients, plan.client_id) ?? newClient(context, plan.client_id);
  client.name = plan.client_name ?? client.name;
  if (plan.workspaces) {
    client.workspaceIds = requireKnown(plan.workspaces, state.workspaces, 'workspaces', 'workspace');
  }
  if (plan.grant_types) client.grantTypes = [...plan.grant_types];
  if (plan.redirect_uris) client.redirectUris = [...plan.redirect_uris];
  if (plan.post_logout_redirect_uris) client.postLogoutRedirectUris = [...plan.post_logout_redirect_uris];
  if (plan.scope !== undefined) client.scopes = plan.scope.split(' ').filter(Boolean);
  if (secret) client.secret = secret;
  state.clients[client.id] = client;
}

function newClient({ state }: RequestContext, id: string): Client {
  return {
    id,
    name: id,
    workspaceIds: Object.keys(state.workspaces).filter((workspace) => workspace !== 'system'),
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: [...loopbackUris],
    scopes: [...userScopes],
  };
}
