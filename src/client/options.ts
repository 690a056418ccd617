import { isPasskeyError, PasskeyError } from '../errors.ts';
import { deliverTokens } from './sign-in/token-delivery.ts';
import type { SignInContext } from '../api/contract.ts';
import { httpUrl, parseIssuer } from '../api/issuer.ts';
import type { HostedPage } from '../api/hosted-page.ts';
import { resolveHostedPage, resolveTransaction } from './sign-in/transaction.ts';
import type { BodyHook, Mode, PasskeysConfig, Transaction } from './types.ts';

/** The options of `createPasskeys` with their defaults: a copy, made once. */
export interface ResolvedOptions extends PasskeysConfig {
  readonly mode: NonNullable<PasskeysConfig['mode']>;
  /** Origins that `redirect_to` may lead to. */
  readonly redirectOrigins: readonly string[];
  readonly transaction: Transaction | null;
  /** Present on a page that Connect hosts: people sign in by its own protocol. */
  readonly hostedPage?: HostedPage;
}

/** @throws PasskeyError `configuration` */
export function resolveOptions(config: PasskeysConfig): ResolvedOptions {
  const { issuer, workspaceId } = parseIssuer(config);
  const hostedPage = resolveHostedPage(config);
  return {
    ...config,
    ...guardHooks(config),
    ...(workspaceId !== undefined && { workspaceId }),
    mode: parseMode(config.mode),
    transaction: resolveTransaction(config),
    ...(hostedPage && { hostedPage }),
    redirectOrigins: [
      new URL(issuer).origin,
      ...ownOrigin(),
      ...(config.redirectOrigins ?? []).map(parseOrigin),
    ],
  };
}

/** The option `mode`. @throws PasskeyError `configuration` */
export function parseMode(mode: 'auto' | Mode = 'auto'): 'auto' | Mode {
  if (['auto', 'smart', 'classic'].includes(mode)) return mode;
  throw new PasskeyError('configuration', `mode is "${mode}"; it can be auto, smart or classic.`);
}

/**
 * The members of a begin that assign it to a transaction or a workspace.
 *
 * @throws PasskeyError `configuration` when neither is known
 */
export function signInContext(settings: ResolvedOptions, other?: Transaction): SignInContext {
  const transaction = other ?? settings.transaction;
  if (transaction) return { login_id: transaction.loginId, login_state: transaction.loginState };
  if (settings.workspaceId) return { workspace_id: settings.workspaceId };
  throw new PasskeyError(
    'configuration',
    'A vanity domain of one workspace does not tell its ID: give workspaceId.',
  );
}

function ownOrigin(): readonly string[] {
  const origin = globalThis.location?.origin;
  return origin && origin !== 'null' ? [origin] : [];
}

function parseOrigin(listed: string): string {
  const { origin } = httpUrl(listed) ?? {};
  if (origin) return origin;
  throw new PasskeyError('configuration', `redirectOrigins: "${listed}" is not an http(s) origin.`);
}

type Hooks = Pick<PasskeysConfig, 'onTokens' | 'onBegin' | 'onComplete'>;

/** The page's own functions that a ceremony waits for: a failure in them is reported as the page's. */
function guardHooks({ onTokens, onBegin, onComplete }: Hooks): Hooks {
  return {
    ...(onTokens && {
      onTokens: (tokens) => deliverTokens(onTokens, tokens),
    }),
    ...(onBegin && { onBegin: guardBodyHook('onBegin', onBegin) }),
    ...(onComplete && { onComplete: guardBodyHook('onComplete', onComplete) }),
  };
}

function guardBodyHook(name: 'onBegin' | 'onComplete', hook: BodyHook): BodyHook {
  return (body, call) => {
    try {
      return hook(body, call);
    } catch (cause) {
      throw hookError(name, cause);
    }
  };
}

/** A `PasskeyError` that the page throws is passed on as it is. */
function hookError(name: 'onBegin' | 'onComplete', cause: unknown): PasskeyError {
  if (isPasskeyError(cause)) return cause;
  return new PasskeyError('configuration', `The option ${name} of this page threw an error.`, { cause });
}
