import { getOwn } from '../../store/lookup.ts';
import type { Transaction, Workspace } from '../../store/state.ts';
import { isOfThisBrowser } from './browser.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import { newSecret, type RequestContext } from '../context.ts';
import { apiError } from '../error.ts';
import { TransactionOver } from './transaction-over.ts';

/** Milliseconds that a person has to finish a sign-in page. */
const transactionLifetime = 30 * 60_000;

/** Milliseconds that a sign-in is kept which is over: a page that was left open is seen again the next day. */
const keptFor = { expired: 24 * 3600_000, used: 3600_000 };

/** Where a sign-in happens: a workspace, maybe within a transaction. */
export interface SignInContext {
  readonly workspace: Workspace;
  readonly transaction?: Transaction;
}

/**
 * Opens a sign-in of several calls.
 * @param about `authorization`: an OAuth request to return to; `firstFactor`: what has been proved already
 */
export function openTransaction(
  context: RequestContext,
  about: Pick<Transaction, 'workspaceId' | 'authorization' | 'firstFactor'>,
): Transaction {
  const endsAt = context.now() + transactionLifetime;
  const transaction = {
    ...about,
    id: newSecret(context),
    state: newSecret(context),
    endsAt,
    expiresAt: endsAt + keptFor.expired,
  };
  context.state.transactions[transaction.id] = transaction;
  return transaction;
}

/** Ends a sign-in that gives its code. Its request is kept for a while: its page, seen again, leads back to the client. */
export function closeTransaction(
  context: RequestContext,
  { id, state, workspaceId, authorization }: Transaction,
): void {
  const now = context.now();
  const request = authorization ? { authorization } : {};
  const closed = {
    id,
    state,
    workspaceId,
    ...request,
    used: true,
    endsAt: now,
    expiresAt: now + keptFor.used,
  };
  context.state.transactions[id] = closed;
}

/** The transaction of `login_id` and `login_state`, if it may go on in this browser; else 400. */
export async function requireTransaction(
  context: RequestContext,
  id: string,
  state: string,
): Promise<Transaction> {
  const transaction = getOwn(context.state.transactions, id);
  if (transaction?.state !== state) throw new TransactionOver('unknown');
  await requireOpen(context, transaction);
  return transaction;
}

/** The browser comes last: it lets go of a cookie when the sign-in is over. */
async function requireOpen(context: RequestContext, transaction: Transaction): Promise<void> {
  if (transaction.used) throw new TransactionOver('used', transaction);
  if (!(transaction.endsAt > context.now())) throw new TransactionOver('expired', transaction);
  if (!(await isOfThisBrowser(context, transaction))) throw new TransactionOver('elsewhere', transaction);
}

/** Reads `workspace_id`, or `login_id` and `login_state`, of a body. */
export async function findSignInContext(
  context: RequestContext,
  body: Readonly<Record<string, unknown>>,
): Promise<SignInContext> {
  const { workspace_id: workspaceId, login_id: id, login_state: state } = body;
  if (typeof id === 'string' && typeof state === 'string') {
    const transaction = await requireTransaction(context, id, state);
    return { workspace: requireWorkspace(context, transaction.workspaceId), transaction };
  }
  if (typeof workspaceId === 'string') return { workspace: requireWorkspace(context, workspaceId) };
  throw apiError('invalid_request', 'The body needs workspace_id, or login_id and login_state.');
}

/** The place of a ceremony that was begun there; `undefined`: it is gone. @throws 400 when its transaction is over */
export async function toSignInPlace(
  context: RequestContext,
  { workspaceId, transactionId }: { readonly workspaceId?: string; readonly transactionId?: string },
): Promise<SignInContext | undefined> {
  const workspace = getOwn(context.state.workspaces, workspaceId ?? '');
  if (!workspace || transactionId === undefined) return workspace && { workspace };
  const transaction = getOwn(context.state.transactions, transactionId);
  if (!transaction) return undefined;
  await requireOpen(context, transaction);
  return { workspace, transaction };
}
