/** A client on a page that Connect hosts. */
import { parseHostedPage, type PageLocation } from '../api/hosted-page.ts';
import type { WorkspaceConfig } from '../api/urls.ts';
import type { EnrollOptions, SignInResult } from './calls.ts';

/**
 * The configuration of a client on a hosted page, derived from the page's URL; `undefined` on any other page. It is for a
 * page that is known to be a hosted one: elsewhere an attacker's link may have brought the transaction.
 *
 * The URL does not show whether a vanity domain belongs to the tenant or to the workspace, so the issuer always ends
 * with the workspace. No call of a hosted page depends on it.
 *
 * @example
 * ```ts
 * const config = hostedPageConfig(location);
 * if (config) await createPasskeys(config).signIn();
 * ```
 */
export function hostedPageConfig(location: PageLocation): HostedPageConfig | undefined {
  const page = parseHostedPage(location);
  const path = /^(.*)\/identity\/([\w.~-]+)\/[^/]+$/.exec(page ? new URL(page.url).pathname : '');
  const [, base = '', poolId = ''] = path ?? [];
  const workspaceId = new URLSearchParams(location.search).get('server_id') ?? '';
  if (!path) return undefined;
  return {
    issuer: `${location.origin}${base}/${encodeURIComponent(workspaceId)}`,
    tenantId: base.split('/').at(-1) ?? '',
    workspaceId,
    poolId,
    transaction: 'from-url',
  };
}

/** As much of a client's configuration as the URL of a hosted page holds. */
export interface HostedPageConfig extends Required<Omit<WorkspaceConfig, 'endpoints'>> {
  readonly transaction: 'from-url';
}

/** Values that only the template of a hosted page has. */
export interface HostedPageOptions {
  /** The user of a second step or a re-authentication: `.Data.UserID`. */
  readonly userId?: string;
  /** Their identifier: `.Data.Identifier`. Also the default of `signIn`. */
  readonly identifier?: string;
  /** The template's own form, read when it is posted. It is used if it posts to the page itself. */
  readonly form?: () => HTMLFormElement | null | undefined;
}

/** Views of a hosted page that a person can change to. */
export type HostedView =
  | 'change_to_password'
  | 'change_to_web_authn'
  | 'change_to_usernameless_web_authn'
  | 'change_to_register'
  | 'back_to_main_login_page';

/** The ways on a hosted page beside signing in and up. Each of them ends in a navigation. */
export interface HostedPageActions {
  /**
   * Shows the page in another view, e.g. that of the password.
   *
   * @example
   * ```ts
   * passkeys.hostedPage?.changeView('change_to_password');
   * ```
   */
  changeView(view: HostedView): void;
  /**
   * Registers the first passkey of a new account, by the code in the query of an activation link.
   *
   * @throws PasskeyError `configuration` without a code, `cancelled` and others
   * @example
   * ```ts
   * await passkeys.hostedPage?.activate();
   * ```
   */
  activate(options?: EnrollOptions): Promise<SignInResult>;
  /**
   * Registers a passkey in place of a lost one, after a code by mail; in Classic mode only.
   *
   * @throws PasskeyError `cancelled`, `verification_failed` and others
   * @example
   * ```ts
   * await passkeys.hostedPage?.recover('ada@example.com');
   * ```
   */
  recover(identifier: string, options?: EnrollOptions): Promise<SignInResult>;
}
