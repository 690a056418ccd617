import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Authentication, Session, Workspace } from '../../store/state.ts';
import { tokenHash } from './grants.ts';
import { newSecret, type RequestContext } from '../context.ts';

/** Milliseconds that a person stays signed in at the workspace itself. */
const sessionLifetime = 8 * 3600_000;

/**
 * Starts a session in place of the browser's former one, so that a session fixed before the sign-in is worth nothing.
 * @returns the secret that the browser keeps
 */
export async function openSession(
  context: RequestContext,
  workspace: Workspace,
  { userId, at, amr }: Authentication,
  former: string | undefined,
): Promise<string> {
  await closeSession(context, former);
  const secret = newSecret(context);
  const expiresAt = context.now() + sessionLifetime;
  context.state.sessions[await tokenHash(secret)] = {
    workspaceId: workspace.id,
    userId,
    authTime: at,
    amr,
    expiresAt,
  };
  return secret;
}

/** The session of that secret in that workspace, unless it expired or its user may not sign in any more. */
export async function findSession(
  context: RequestContext,
  workspace: Workspace,
  secret: string | undefined,
): Promise<Session | undefined> {
  if (secret === undefined) return undefined;
  const session = getOwn(context.state.sessions, await tokenHash(secret));
  const usable = session?.workspaceId === workspace.id && session.expiresAt > context.now();
  return usable && getOwn(context.state.users, session.userId)?.status === 'active' ? session : undefined;
}

export async function closeSession(context: RequestContext, secret: string | undefined): Promise<void> {
  if (secret !== undefined) deleteKey(context.state.sessions, await tokenHash(secret));
}
