import { PasskeyError } from '../errors.ts';
import type { SignInContext } from '../api/contract.ts';
import { httpUrl, parseIssuer } from '../api/issuer.ts';
import { parseMode } from './given-mode.ts';
import { guardHooks } from './page-hooks.ts';
import type { PasskeysConfig, Transaction } from './types.ts';
import type { HostedPage } from '../api/hosted-page.ts';
import { resolveHostedPage, resolveTransaction } from './sign-in/transaction.ts';

/** The integrator's options, settled once: a copy, with the defaults filled in. */
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

/**
 * What tells the server where a sign-in belongs.
 *
 * @throws PasskeyError `configuration` when neither a transaction nor a workspace is known
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
