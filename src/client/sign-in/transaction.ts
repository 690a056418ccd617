import { hostedSignInPage } from '../../api/urls.ts';
import { parseHostedPage, type HostedPage } from '../../api/hosted-page.ts';
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

/**
 * The page itself, where Connect hosts it: by its address, or because the page says so, and by a complete transaction in
 * its query. A page at another address that has sign-in endpoints of its own speaks their protocol.
 */
export function resolveHostedPage(config: PasskeysConfig): HostedPage | undefined {
  const { transaction, endpoints = {} } = config;
  const isAtAddress = (transaction === undefined || transaction === 'from-url') && isHostedPage(config);
  const hasOwnEndpoints = signInEndpointNames.some((name) => endpoints[name] !== undefined);
  if (!isAtAddress && (transaction !== 'from-url' || hasOwnEndpoints)) return undefined;
  return globalThis.location && parseHostedPage(location);
}

const signInEndpointNames = [
  'signIn',
  'loginBegin',
  'loginComplete',
  'loginPassword',
  'registerBegin',
  'registerComplete',
] as const;

/** By the address that Connect itself gives to the pool's sign-in page, on the issuer's origin. */
function isHostedPage(config: PasskeysConfig): boolean {
  const hosted = hostedSignInPage(config);
  if (hosted === undefined) return false;
  const { origin, pathname } = new URL(hosted);
  const pages = [pathname, pathname.replace(/login$/, 'register')];
  return globalThis.location?.origin === origin && pages.includes(location.pathname);
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
