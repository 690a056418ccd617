import { mintAccessToken } from '../../oauth/tokens.ts';
import { findUser } from '../../store/lookup.ts';
import type { Passkey, State, Workspace } from '../../store/state.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import {
  issuerUrl,
  newId,
  type RequestContext,
  seconds,
  selfServiceAudience,
  systemAudience,
} from '../context.ts';
import { apiError } from '../error.ts';
import { poolSettings, workspaceSettings } from './settings.ts';

/** Body of `POST /_mock/tokens`. */
export interface TokenOrder {
  readonly workspace: string;
  readonly user: string | undefined;
  readonly client: string | undefined;
  readonly scope: string;
  readonly auth_age_seconds: number;
}

/** The whole state in one JSON, without secrets. */
export function worldView(context: RequestContext): Record<string, unknown> {
  const { state } = context;
  return {
    now: new Date(context.now()).toISOString(),
    tenant: state.tenant,
    workspaces: Object.values(state.workspaces).map((workspace) => workspaceSettings(context, workspace)),
    pools: Object.values(state.pools).map((pool) => poolSettings(context, pool)),
    users: Object.values(state.users).map(({ id, name, status, identifiers, passkeys }) => {
      return { id, name, status, identifiers, passkeys };
    }),
    passkeys: Object.values(state.passkeys).map(passkeyView),
    clients: Object.values(state.clients).map(({ id, name, redirectUris, scopes }) => {
      return { id, name, redirect_uris: redirectUris, scopes };
    }),
    scenarios: state.scenarios,
  };
}

function passkeyView({ id, userId, name, family, credentialId, signCount, cloneWarning }: Passkey) {
  return {
    id,
    user_id: userId,
    name,
    family,
    credential_id: credentialId,
    sign_count: signCount,
    clone_warning: cloneWarning,
  };
}

/** Codes that would have been sent, oldest first. */
export function outbox(context: RequestContext) {
  const messages = context.state.outbox.map(({ address, code, extendedCode, type, sentAt }) => {
    return { address, code, extended_code: extendedCode, type, sent_at: new Date(sentAt).toISOString() };
  });
  return { messages };
}

/** Moves the clock of the server ahead; it never goes back. */
export function advanceClock(context: RequestContext, seconds: number): void {
  context.state.clockOffset += seconds * 1000;
}

/** An access token as a test asks for it. */
export function mintAsAsked(context: RequestContext, order: TokenOrder): Promise<string> {
  const workspace = requireWorkspace(context, order.workspace);
  const issuer = issuerUrl(context, workspace);
  const scopes = order.scope.split(' ').filter(Boolean);
  const about = { id: newId(context), issuer, scopes, ...tokenHolder(context, workspace, order) };
  return mintAccessToken(context.state.signingKey, about, seconds(context.now()));
}

function tokenHolder(
  context: RequestContext,
  workspace: Workspace,
  { user: identifier, client, auth_age_seconds: age }: TokenOrder,
) {
  if (identifier !== undefined) {
    return {
      subject: findTokenUser(context.state, workspace, identifier).id,
      clientId: client ?? 'first-party',
      audience: selfServiceAudience(context, workspace),
      authentication: { time: seconds(context.now()) - age, methods: ['pwd'] },
    };
  }
  if (client === undefined) throw apiError('invalid_request', 'user must be a string.');
  if (!Object.hasOwn(context.state.clients, client)) throw apiError('not_found', 'There is no such client.');
  return { subject: client, clientId: client, audience: systemAudience(context) };
}

function findTokenUser(state: State, workspace: Workspace, identifier: string) {
  const found = workspace.poolIds.flatMap((pool) => findUser(state, 'identifier', pool, identifier) ?? []);
  const [user] = found;
  if (!user) throw apiError('not_found', 'The workspace has no such user.');
  return user;
}
