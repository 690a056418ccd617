import { getOwn } from '../../store/lookup.ts';
import type { Transaction } from '../../store/state.ts';
import { tokenHash } from './grants.ts';
import { newSecret, type RequestContext } from '../context.ts';

/** The browser that calls, as far as its cookies show. */
export interface Browser {
  /** The server runs inside of the only browser that can reach it: there is no other one to refuse. */
  readonly only: boolean;
  /** Secrets of the sign-ins that it began, by the ID of the transaction. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Sign-ins that one browser may have under way: it sends all of their cookies with every call. */
const mostSignIns = 20;

/** Binds a transaction to the browser that begins it. @returns the secret that this browser has to keep */
export async function bindToBrowser(context: RequestContext, transaction: Transaction): Promise<string> {
  const secret = newSecret(context);
  transaction.browser = await tokenHash(secret);
  return secret;
}

/**
 * Whether this browser may go on with a transaction: the link of a sign-in must lead neither its sender nor its reader
 * into the other's account. A second factor without an authorization needs no cookie: its caller gets the tokens in
 * the reply, and its values are in no URL.
 */
export async function isOfThisBrowser(context: RequestContext, transaction: Transaction): Promise<boolean> {
  if (!transaction.authorization || context.browser.only) return true;
  const secret = context.browser.secrets.get(transaction.id);
  return secret !== undefined && (await tokenHash(secret)) === transaction.browser;
}

/** IDs of the oldest transactions of this browser, which one more would make too many. */
export function tooManySignIns(context: RequestContext): string[] {
  const known = [...context.browser.secrets.keys()].flatMap(
    (id) => getOwn(context.state.transactions, id) ?? [],
  );
  const newestFirst = known.sort((one, other) => other.endsAt - one.endsAt);
  return newestFirst.slice(mostSignIns - 1).map(({ id }) => id);
}
