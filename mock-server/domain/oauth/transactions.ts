import { own } from '../../store/lookup.ts';
import type { Transaction, Workspace } from '../../store/state.ts';
import { isOfThisBrowser } from './browser.ts';
import { requireWorkspace } from '../accounts/entities.ts';
import { newSecret, type Realm } from '../context.ts';
import { refusal } from '../error.ts';

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
  const endsAt = realm.now() + transactionLifetime;
  const transaction = {
    ...about,
    id: newSecret(realm),
    state: newSecret(realm),
    endsAt,
    expiresAt: endsAt,
  };
  realm.state.transactions[transaction.id] = transaction;
  return transaction;
}

/** The transaction of `login_id` and `login_state`, if it may go on in this browser; else 400. */
export async function requireTransaction(realm: Realm, id: string, state: string): Promise<Transaction> {
  const transaction = own(realm.state.transactions, id);
  if (transaction?.state !== state)
    throw refusal('transaction_over', 'There is no such sign-in. Start again.');
  await requireOpen(realm, transaction);
  return transaction;
}

async function requireOpen(realm: Realm, transaction: Transaction): Promise<void> {
  if (!(transaction.endsAt > realm.now())) {
    throw refusal('transaction_over', 'This sign-in took too long. Start again.');
  }
  if (!(await isOfThisBrowser(realm, transaction))) {
    throw refusal(
      'transaction_over',
      'Another browser began this sign-in, or its cookie is gone. Start again.',
    );
  }
}

/** Reads `workspace_id`, or `login_id` and `login_state`, of a body. */
export async function signInPlace(
  realm: Realm,
  body: Readonly<Record<string, unknown>>,
): Promise<SignInPlace> {
  const { workspace_id: workspaceId, login_id: id, login_state: state } = body;
  if (typeof id === 'string' && typeof state === 'string') {
    const transaction = await requireTransaction(realm, id, state);
    return { workspace: requireWorkspace(realm, transaction.workspaceId), transaction };
  }
  if (typeof workspaceId === 'string') return { workspace: requireWorkspace(realm, workspaceId) };
  throw refusal('invalid_request', 'The body needs workspace_id, or login_id and login_state.');
}

/** The place of a ceremony that was begun there; `undefined`: it is gone. @throws 400 when its transaction is over */
export async function placeOf(
  realm: Realm,
  { workspaceId, transactionId }: { readonly workspaceId?: string; readonly transactionId?: string },
): Promise<SignInPlace | undefined> {
  const workspace = own(realm.state.workspaces, workspaceId ?? '');
  if (!workspace || transactionId === undefined) return workspace && { workspace };
  const transaction = own(realm.state.transactions, transactionId);
  if (!transaction) return undefined;
  await requireOpen(realm, transaction);
  return { workspace, transaction };
}
