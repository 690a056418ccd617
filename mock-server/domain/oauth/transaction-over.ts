import { isRegistered } from '../../oauth/redirect-uri.ts';
import { getOwn } from '../../store/lookup.ts';
import type { Transaction } from '../../store/state.ts';
import { backToClient } from './client-redirect.ts';
import { findClient } from './clients.ts';
import { issuerUrl, type RequestContext } from '../context.ts';
import { ApiError } from '../error.ts';

/** Why a sign-in cannot go on. */
const messages = {
  unknown: 'There is no such sign-in. Start again.',
  used: 'This sign-in is finished. Start again.',
  expired: 'This sign-in took too long. Start again.',
  elsewhere: 'Another browser began this sign-in, or its cookie is gone. Start again.',
} as const;

export type Ending = keyof typeof messages;

/** A call about a sign-in that cannot go on, here or at all: one answer, which asks to start again. */
export class TransactionOver extends ApiError {
  readonly ending: Ending;
  readonly transaction: Transaction | undefined;

  constructor(ending: Ending, transaction?: Transaction) {
    super(400, 'transaction_over', messages[ending]);
    this.ending = ending;
    this.transaction = transaction;
  }
}

/** Ways on for a person at a sign-in that is over. */
export interface WaysBack {
  readonly clientName: string;
  readonly toClient: string;
  /** The same authorization request once more, where its client can still be waiting for the answer. */
  readonly again?: string;
}

/** `undefined` where the client is not known, or not any more. */
export function waysBack(
  context: RequestContext,
  { ending, transaction }: TransactionOver,
): WaysBack | undefined {
  const request = transaction?.authorization;
  const workspace = getOwn(context.state.workspaces, transaction?.workspaceId ?? '');
  if (!request || !workspace) return undefined;
  const client = findClient(context, workspace, request['client_id']);
  if (!client || !isRegistered(request['redirect_uri'] ?? '', client.redirectUris)) return undefined;
  const refused = { error: 'access_denied', error_description: messages[ending] };
  const answer = backToClient(context, workspace, request, refused);
  if (ending !== 'expired') return { clientName: client.name, toClient: appStart(request) ?? answer };
  const again = `${issuerUrl(context, workspace)}/oauth2/authorize?${new URLSearchParams(request).toString()}`;
  return { clientName: client.name, toClient: answer, again };
}

/**
 * Home page of a web client. A client that has had its answer takes no second one, and a client in another browser did
 * not ask for one.
 */
function appStart(request: Readonly<Record<string, string>>): string | undefined {
  const { protocol, origin } = new URL(request['redirect_uri'] ?? '');
  return /^https?:$/.test(protocol) ? `${origin}/` : undefined;
}
