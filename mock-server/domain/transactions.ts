import { own } from '../store/lookup.ts';
import type { Transaction, Workspace } from '../store/state.ts';
import { requireWorkspace } from './places.ts';
import { newSecret, type Realm } from './realm.ts';
import { refusal } from './refusal.ts';

/** Milliseconds that a person has to finish a sign-in page. */
const transactionLifetime = 30 * 60_000;

/** Where a sign-in happens: a workspace, maybe within a transaction. */
export interface SignInPlace {
  readonly workspace: Workspace;
  readonly transaction?: Transaction;
}

/**
 * Opens a sign-in of several calls.
 * @param about `authorization`: an OAuth request to return to; `firstFactor`: what has been proved already
 */
export function openTransaction(
  realm: Realm,
  about: Pick<Transaction, 'workspaceId' | 'authorization' | 'firstFactor'>,
): Transaction {
  const transaction = {
    ...about,
    id: newSecret(realm),
    state: newSecret(realm),
    expiresAt: realm.now() + transactionLifetime,
  };
  realm.state.transactions[transaction.id] = transaction;
  return transaction;
}

/** The transaction of `login_id` and `login_state`, or 400. */
export function requireTransaction(realm: Realm, id: string, state: string): Transaction {
  const transaction = own(realm.state.transactions, id);
  if (transaction?.state !== state || transaction.expiresAt <= realm.now()) {
    throw refusal('invalid_request', 'login_id and login_state are unknown or over. Start again.');
  }
  return transaction;
}

/** Reads `workspace_id`, or `login_id` and `login_state`, of a body. */
export function signInPlace(realm: Realm, body: Readonly<Record<string, unknown>>): SignInPlace {
  const { workspace_id: workspaceId, login_id: id, login_state: state } = body;
  if (typeof id === 'string' && typeof state === 'string') {
    const transaction = requireTransaction(realm, id, state);
    return { workspace: requireWorkspace(realm, transaction.workspaceId), transaction };
  }
  if (typeof workspaceId === 'string') return { workspace: requireWorkspace(realm, workspaceId) };
  throw refusal('invalid_request', 'The body needs workspace_id, or login_id and login_state.');
}

/** The place of a ceremony that was begun there, or `undefined` when its transaction is over. */
export function placeOf(
  realm: Realm,
  { workspaceId, transactionId }: { readonly workspaceId?: string; readonly transactionId?: string },
): SignInPlace | undefined {
  const workspace = own(realm.state.workspaces, workspaceId ?? '');
  if (!workspace || transactionId === undefined) return workspace && { workspace };
  const transaction = own(realm.state.transactions, transactionId);
  return transaction && transaction.expiresAt > realm.now() ? { workspace, transaction } : undefined;
}
