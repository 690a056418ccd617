import type { SignInReply } from '../../../src/api/contract.ts';
import { forget, own } from '../../store/lookup.ts';
import type { Authentication } from '../../store/state.ts';
import { firstParty, issueTokens } from './grants.ts';
import { issuerOf, type Realm } from '../context.ts';
import { refusal } from '../error.ts';
import type { SignInPlace } from './transactions.ts';

/**
 * Ends a sign-in: in an OAuth transaction with the way back to the authorization endpoint, otherwise with
 * tokens for the workspace's first-party client.
 */
export async function finishSignIn(
  realm: Realm,
  { workspace, transaction }: SignInPlace,
  authentication: Authentication,
): Promise<SignInReply> {
  if (transaction?.authorization) {
    transaction.authentication = authentication;
    const query = new URLSearchParams({ login_id: transaction.id, login_state: transaction.state });
    return { redirect_to: `${issuerOf(realm, workspace)}/oauth2/continue?${query.toString()}` };
  }
  if (transaction) forget(realm.state.transactions, transaction.id);
  const user = own(realm.state.users, authentication.userId);
  if (!user) throw refusal('not_found', 'There is no such user.');
  return issueTokens(realm, user, {
    ...firstParty,
    workspaceId: workspace.id,
    authTime: authentication.at,
    amr: authentication.amr,
  });
}
