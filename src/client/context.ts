import { createHttpClient, type HttpClient } from '../api/http-client.ts';
import type { Clock } from '../async.ts';
import { detectCapabilities } from '../webauthn/environment.ts';
import { createEvents, type CeremonyContext } from './ceremony.ts';
import { BrowserStorage } from './storage.ts';
import type { AccessToken, PasskeysConfig, Support, BodyHook, Mode, Transaction } from './types.ts';
import { isPasskeyError, PasskeyError } from '../errors.ts';
import { httpUrl, parseIssuer, hostedSignInPage, configurationError } from '../api/urls.ts';
import { type HostedPage, parseHostedPage } from '../api/hosted-page.ts';

/** Everything that the ceremonies of one client share. */
export interface ClientContext extends CeremonyContext {
  readonly settings: ResolvedOptions;
  readonly http: HttpClient;
  readonly support: () => Promise<Support>;
  readonly memory: BrowserStorage;
  readonly session: Session;
  /** The page's present token function; a framework may replace it at every render. */
  readonly accessToken: () => AccessToken | undefined;
}

/** The authentications of this client. */
export interface Session {
  /** `sub` of the tokens that it obtained last; absent if it obtained none. */
  subject?: string | undefined;
  /** Method of the last sign-in. */
  by?: 'password' | 'passkey';
  /** Counts sign-ins, step-ups and `forget()`. Options and tokens of an earlier count are not used any more. */
  count: number;
}

/** @param accessToken for a page that may replace its token function. @throws PasskeyError `configuration` */
export function createContext(
  config: PasskeysConfig,
  clock: Clock,
  accessToken?: () => AccessToken | undefined,
): ClientContext {
  const settings = resolveOptions(config);
  const session: Session = { count: 0 };
  return {
    settings,
    clock,
    http: createHttpClient(settings),
    support: detectCapabilities(clock),
    memory: new BrowserStorage(clock, settings.remember ?? true, () => (session.count += 1)),
    events: createEvents(clock, settings.onEvent),
    session,
    accessToken: accessToken ?? (() => settings.accessToken),
  };
}

/** The options of `createPasskeys` with their defaults: a copy, made once. */
export interface ResolvedOptions extends PasskeysConfig {
  readonly mode: NonNullable<PasskeysConfig['mode']>;
  /** Origins that `redirect_to` may lead to. */
  readonly redirectOrigins: readonly string[];
  readonly transaction: Transaction | null;
  readonly onBegin: BodyHook;
  readonly onComplete: BodyHook;
  /** Present on a page that Connect hosts: people sign in by its own protocol. */
  readonly hostedPage?: HostedPage;
}

/** @throws PasskeyError `configuration` */
export function resolveOptions(config: PasskeysConfig): ResolvedOptions {
  const { issuer, workspaceId } = parseIssuer(config);
  const ownOrigin = globalThis.location?.origin;
  return {
    ...config,
    ...(workspaceId !== undefined && { workspaceId }),
    mode: parseMode(config.mode),
    ...resolveTransaction(config),
    onBegin: guardHook('onBegin', config.onBegin),
    onComplete: guardHook('onComplete', config.onComplete),
    redirectOrigins: [
      new URL(issuer).origin,
      ...(ownOrigin && ownOrigin !== 'null' ? [ownOrigin] : []),
      ...(config.redirectOrigins ?? []).map(parseOrigin),
    ],
  };
}

/** The option `mode`. @throws PasskeyError `configuration` */
export function parseMode(mode: 'auto' | Mode = 'auto'): 'auto' | Mode {
  if (['auto', 'smart', 'classic'].includes(mode)) return mode;
  throw new PasskeyError('configuration', `mode is "${mode}"; it can be auto, smart or classic.`);
}

function parseOrigin(listed: string): string {
  const url = httpUrl(listed);
  if (url) return url.origin;
  throw new PasskeyError('configuration', `redirectOrigins: "${listed}" is not an http(s) origin.`);
}

/** Calls the page's own function, if there is one. An error in it is reported as the page's. */
const guardHook =
  (name: 'onBegin' | 'onComplete', hook: BodyHook | undefined): BodyHook =>
  (body, call) => {
    try {
      return hook?.(body, call) ?? body;
    } catch (cause) {
      if (isPasskeyError(cause)) throw cause;
      throw new PasskeyError('configuration', `The option ${name} of this page threw an error.`, { cause });
    }
  };

/**
 * The OAuth transaction of a client's sign-ins, and the page itself where Connect hosts it. Only a hosted page, or a page
 * that is configured as one, takes a transaction from its URL: on any other page it may come from a link, and the sign-in
 * would end in the sender's application. A page at another address that has sign-in endpoints of its own speaks their
 * protocol.
 *
 * @throws PasskeyError `configuration`
 */
function resolveTransaction(config: PasskeysConfig): Pick<ResolvedOptions, 'transaction' | 'hostedPage'> {
  const { transaction, endpoints = {} } = config;
  if (transaction !== undefined && transaction !== 'from-url') {
    if (transaction === null || isTransaction(transaction)) return { transaction };
    throw configurationError("transaction is 'from-url', { loginId, loginState } or null.");
  }
  const isAtAddress = isHostedPage(config);
  if (!isAtAddress && transaction === undefined) return { transaction: null };
  const hasOwnEndpoints = Object.entries(endpoints).some(
    ([name, url]) => url !== undefined && name !== 'selfService' && name !== 'system',
  );
  const page = globalThis.location;
  const hostedPage = page && (isAtAddress || !hasOwnEndpoints) ? parseHostedPage(page) : undefined;
  // `/oauth2/authorize` puts both into the query of a sign-in page.
  const query = new URLSearchParams(page?.search);
  const [loginId, loginState] = [query.get('login_id'), query.get('login_state')];
  const found = loginId && loginState ? { loginId, loginState } : null;
  return { transaction: found, ...(hostedPage && { hostedPage }) };
}

/** By the address that Connect itself gives to the pool's sign-in page, on the issuer's origin. */
function isHostedPage(config: PasskeysConfig): boolean {
  const hosted = hostedSignInPage(config);
  if (hosted === undefined) return false;
  const { origin, pathname } = new URL(hosted);
  const pages = [pathname, pathname.replace(/login$/, 'register')];
  return globalThis.location?.origin === origin && pages.includes(location.pathname);
}

/** Plain JavaScript may give anything. */
function isTransaction(value: unknown): value is Transaction {
  const { loginId, loginState } = Object(value) as Readonly<Record<string, unknown>>;
  return typeof loginId === 'string' && typeof loginState === 'string';
}
