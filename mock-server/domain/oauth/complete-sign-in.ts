import type { SignInReply } from '../../../src/api/contract.ts';
import { deleteKey, getOwn } from '../../store/lookup.ts';
import type { Authentication } from '../../store/state.ts';
import { firstParty, issueTokens } from './grants.ts';
import { issuerUrl, newId, type RequestContext } from '../context.ts';
import { apiError } from '../error.ts';
import type { SignInContext } from './transactions.ts';

/**
 * Ends a sign-in: in an OAuth transaction with the URL that goes on with the authorization, otherwise with tokens for the
 * workspace's first-party client.
 */
export async function completeSignIn(
  context: RequestContext,
  { workspace, transaction }: SignInContext,
  authentication: Authentication,
): Promise<SignInReply> {
  if (transaction?.authorization) {
    transaction.authentication = authentication;
    const query = new URLSearchParams({ login_id: transaction.id, login_state: transaction.state });
    return { redirect_to: `${issuerUrl(context, workspace)}/oauth2/continue?${query.toString()}` };
  }
  if (transaction) deleteKey(context.state.transactions, transaction.id);
  const user = getOwn(context.state.users, authentication.userId);
  if (!user) throw apiError('not_found', 'There is no such user.');
  return issueTokens(context, user, {
    ...firstParty,
    root: newId(context),
    workspaceId: workspace.id,
    authTime: authentication.at,
    amr: authentication.amr,
  });
}
