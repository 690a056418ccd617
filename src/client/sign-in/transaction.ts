import { hostedSignInPage } from '../../api/urls.ts';
import { configurationError } from '../../api/issuer.ts';
import type { PasskeysConfig, Transaction } from '../types.ts';

/**
 * The OAuth transaction of a client's sign-ins. Only a hosted page, or a page that is configured as one, takes it from its
 * URL: on any other page it may come from a link, and the sign-in would end in the sender's application.
 *
 * @throws PasskeyError `configuration`
 */
export function resolveTransaction(config: PasskeysConfig): Transaction | null {
  const { transaction } = config;
  if (transaction === 'from-url') return transactionInUrl();
  if (transaction === undefined) {
    const found = transactionInUrl();
    return found && isHostedPage(config) ? found : null;
  }
  if (transaction === null || isTransaction(transaction)) return transaction;
  throw configurationError("transaction is 'from-url', { loginId, loginState } or null.");
}

/** By the address that Connect itself gives to the pool's sign-in page, on the issuer's origin. */
function isHostedPage(config: PasskeysConfig): boolean {
  const hosted = hostedSignInPage(config);
  if (hosted === undefined) return false;
  const { origin, pathname } = new URL(hosted);
  return location.origin === origin && location.pathname === pathname;
}

/** `/oauth2/authorize` puts both into the query of a sign-in page. */
function transactionInUrl(): Transaction | null {
  const query = new URLSearchParams(globalThis.location?.search);
  const loginId = query.get('login_id');
  const loginState = query.get('login_state');
  return loginId && loginState ? { loginId, loginState } : null;
}

/** Attributes and plain JavaScript may give anything. */
function isTransaction(value: unknown): value is Transaction {
  const { loginId, loginState } = Object(value) as Readonly<Record<string, unknown>>;
  return typeof loginId === 'string' && typeof loginState === 'string';
}
