import { toBase64url, toHex } from '../bytes.ts';
import type { Pool, State, Workspace } from '../store/state.ts';
import type { Environment } from '../environment.ts';
import type { Browser } from './oauth/browser.ts';
import { issuerAt, type Layout, systemBaseAt, tenantPathAt } from './url-layout.ts';

/** Choices of the integrator; `ASSUMPTIONS.md` lists them. */
export interface ServerRules {
  /** A signature counter that does not grow: refuse, or only mark `cloneWarning` as the vendor's library does. */
  readonly counter: 'reject' | 'warn';
  /** Asked of every ceremony; `required` is enforced. */
  readonly userVerification: 'required' | 'preferred' | 'discouraged';
  /** Where the URLs of the tenant are. */
  readonly layout: Layout;
  /**
   * Sign-in page of your own that `/oauth2/authorize` leads people to, in place of the server's: a URL, or a path on the
   * server's origin. Default: the server's own page.
   */
  readonly signInPage?: string | undefined;
  /** Origins of further sites that use passkeys here, where the pool names none. */
  readonly siteOrigins: readonly string[];
  /** Guesses that are let through within five minutes. */
  readonly attempts: { readonly password: number; readonly code: number; readonly passkey: number };
}

/** Context of one call: the state, time and randomness, and the URL and browser that it came from. */
export interface RequestContext {
  readonly state: State;
  readonly rules: ServerRules;
  /** Scheme, host and port of the call. */
  readonly origin: string;
  readonly browser: Browser;
  /** Milliseconds since the epoch, as the mock's clock shows them. */
  now(): number;
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  /** Resolves when that much time has passed, by the clock of the environment. */
  sleep(milliseconds: number): Promise<void>;
}

export function createRequestContext(
  store: { readonly state: State },
  environment: Environment,
  rules: ServerRules,
  called: Pick<RequestContext, 'origin' | 'browser'>,
): RequestContext {
  return {
    get state() {
      return store.state;
    },
    rules,
    ...called,
    now: () => environment.now() + store.state.clockOffset,
    randomBytes: (count) => environment.randomBytes(count),
    sleep: (milliseconds) => environment.sleep(milliseconds),
  };
}

/** A record's ID. */
export function newId(context: RequestContext): string {
  return toHex(context.randomBytes(16));
}

/** A value that cannot be guessed: challenge, user handle, token. */
export function newSecret(context: RequestContext): string {
  return toBase64url(context.randomBytes(32));
}

export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** The OAuth issuer of a workspace. */
export function issuerUrl(context: RequestContext, workspace: Workspace): string {
  return issuerAt(context.rules.layout, context.origin, workspace, context.state.tenant.id);
}

/** Pages of a pool that people meet. */
export type HostedPageName = 'login' | 'register' | 'activate';

/** A hosted page of a pool. */
export function hostedPageUrl(context: RequestContext, { id }: Pool, page: HostedPageName): string {
  return `${hostedBaseUrl(context)}/${id}/${page}`;
}

/** The page that `/oauth2/authorize` leads people to: one of your own, or the pool's. */
export function signInPageUrl(context: RequestContext, pool: Pool): URL {
  const { signInPage } = context.rules;
  return new URL(signInPage ?? hostedPageUrl(context, pool, 'login'), context.origin);
}

/** Base of the hosted pages and of their stylesheet. */
export function hostedBaseUrl(context: RequestContext): string {
  const tenantPath = tenantPathAt(context.rules.layout, context.state.tenant.id);
  return `${context.origin}${tenantPath === '/' ? '' : tenantPath}/identity`;
}

/** Audience of the tokens for a workspace's self-service API. */
export function selfServiceAudience(context: RequestContext, workspace: Workspace): string {
  return `${issuerUrl(context, workspace)}/identity`;
}

/** Audience of the tokens for the tenant's system and settings APIs. */
export function systemAudience(context: RequestContext): string {
  return systemBaseAt(context.rules.layout, context.origin, context.state.tenant.id);
}
