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

type Body = Readonly<Record<string, unknown>>;

/** The world in one JSON: what is there and how it is set, without secrets. */
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
export function advanceClock(context: RequestContext, { advance_seconds: by }: Body): void {
  if (typeof by !== 'number' || !Number.isFinite(by) || by < 0 || by > 1e9) {
    throw apiError('invalid_request', 'advance_seconds must be a number of seconds, 0 or more.');
  }
  context.state.clockOffset += by * 1000;
}

/** An access token as a test asks for it. */
export function mintAsAsked(context: RequestContext, body: Body): Promise<string> {
  const workspace = requireWorkspace(context, text(body, 'workspace'));
  const issuer = issuerUrl(context, workspace);
  const scopes = (body['scope'] === undefined ? '' : text(body, 'scope')).split(' ').filter(Boolean);
  const about = { id: newId(context), issuer, scopes, ...tokenHolder(context, workspace, body) };
  return mintAccessToken(context.state.signingKey, about, seconds(context.now()));
}

function tokenHolder(context: RequestContext, workspace: Workspace, body: Body) {
  if (body['client'] !== undefined && body['user'] === undefined) {
    const clientId = text(body, 'client');
    if (!Object.hasOwn(context.state.clients, clientId))
      throw apiError('not_found', 'There is no such client.');
    return { subject: clientId, clientId, audience: systemAudience(context) };
  }
  const user = findTokenUser(context.state, workspace, text(body, 'user'));
  const age = body['auth_age_seconds'] ?? 0;
  if (typeof age !== 'number') throw apiError('invalid_request', 'auth_age_seconds must be a number.');
  return {
    subject: user.id,
    clientId: body['client'] === undefined ? 'first-party' : text(body, 'client'),
    audience: selfServiceAudience(context, workspace),
    authentication: { time: seconds(context.now()) - age, methods: ['pwd'] },
  };
}

function findTokenUser(state: State, workspace: Workspace, identifier: string) {
  const found = workspace.poolIds.flatMap((pool) => findUser(state, 'identifier', pool, identifier) ?? []);
  const [user] = found;
  if (!user) throw apiError('not_found', 'The workspace has no such user.');
  return user;
}

function text(body: Body, member: string): string {
  const value = body[member];
  if (typeof value !== 'string') throw apiError('invalid_request', `${member} must be a string.`);
  return value;
}
