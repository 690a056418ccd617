import { PasskeyError } from '../errors.ts';
import { segment } from './path.ts';

/** URLs without a trailing slash. `{family}` in one stands for `webauthn` or `usernameless-webauthn`. */
export interface Endpoints {
  /** Base: the rest of the path is the API's own. */
  readonly selfService: string;
  /** Base: the rest of the path is the API's own. */
  readonly system: string;
  /** Base of the five below. */
  readonly signIn: string;
  readonly loginBegin: string;
  readonly loginComplete: string;
  readonly loginPassword: string;
  readonly registerBegin: string;
  readonly registerComplete: string;
}

export type SignInEndpoints = Omit<Endpoints, 'selfService' | 'system' | 'signIn'>;

export interface WorkspaceConfig {
  /** OAuth issuer of the workspace. */
  readonly issuer: string;
  /** Default: read from the issuer; `''`: a vanity domain, no tenant in any path. */
  readonly tenantId?: string;
  readonly workspaceId?: string;
  readonly poolId?: string;
  readonly endpoints?: Partial<Endpoints>;
}

/** What an issuer says. The three layouts differ in which of the two IDs its path holds. */
export interface Workspace {
  /** Without a trailing slash. */
  readonly issuer: string;
  /** Where the tenant's paths begin: the origin, or a path that a proxy puts before them. */
  readonly root: string;
  /** `''` under a vanity domain. */
  readonly tenantId: string;
  /** `undefined` under a vanity domain of the workspace that was given without one. */
  readonly workspaceId: string | undefined;
}

/**
 * Reads the issuer: `https://host/{tenant}/{workspace}`, `https://tenant-domain/{workspace}` or
 * `https://workspace-domain`.
 *
 * @throws PasskeyError `configuration`
 */
export function workspaceOf(config: WorkspaceConfig): Workspace {
  const url = issuerUrl(config.issuer);
  const path = url.pathname.split('/').filter(Boolean);
  const workspaceId = path.pop();
  const tenantId = config.tenantId ?? path.at(-1) ?? '';
  if (tenantId !== '' && path.pop() !== tenantId) {
    throw misconfigured(
      `issuer does not lead to tenantId "${tenantId}"; under a vanity domain leave it out.`,
    );
  }
  return {
    issuer: url.origin + url.pathname.replace(/\/+$/, ''),
    root: [url.origin, ...path].join('/'),
    tenantId,
    workspaceId: config.workspaceId ?? workspaceId,
  };
}

/** Base of the self-service API. */
export function selfServiceBase(config: WorkspaceConfig): string {
  return trimmed(config.endpoints?.selfService) ?? `${workspaceOf(config).issuer}/identity`;
}

/** Base of the system API. */
export function systemBase(config: WorkspaceConfig): string {
  const own = trimmed(config.endpoints?.system);
  if (own) return own;
  const { root, tenantId } = workspaceOf(config);
  return joined(root, 'api/identity', tenantId);
}

/**
 * URLs of sign-in and sign-up.
 *
 * @throws PasskeyError `configuration` without a poolId, unless all of them are given
 */
export function signInEndpoints(config: WorkspaceConfig): SignInEndpoints {
  const url = (own: keyof SignInEndpoints, path: string): string =>
    trimmed(config.endpoints?.[own]) ?? `${signInBase(config)}/${path}`;
  return {
    loginBegin: url('loginBegin', 'login/{family}/begin'),
    loginComplete: url('loginComplete', 'login/{family}/complete'),
    loginPassword: url('loginPassword', 'login/password'),
    registerBegin: url('registerBegin', 'register/{family}/begin'),
    registerComplete: url('registerComplete', 'register/{family}/complete'),
  };
}

/**
 * Token endpoint of the tenant's `system` workspace, for client credentials.
 *
 * @throws PasskeyError `configuration` under a vanity domain of one workspace, which does not tell it
 */
export function systemTokenEndpoint(config: WorkspaceConfig): string {
  const { root, tenantId, issuer } = workspaceOf(config);
  if (tenantId === '' && issuer === root) {
    throw misconfigured(
      'a vanity domain of one workspace does not tell the token endpoint; give tokenEndpoint.',
    );
  }
  return joined(root, tenantId, 'system/oauth2/token');
}

function signInBase(config: WorkspaceConfig): string {
  const own = trimmed(config.endpoints?.signIn);
  if (own) return own;
  if (!config.poolId) throw misconfigured('signing in needs the option poolId.');
  const { root, tenantId } = workspaceOf(config);
  return joined(root, tenantId, 'identity', segment(config.poolId));
}

function issuerUrl(issuer: unknown): URL {
  if (typeof issuer !== 'string' || !/^https?:/.test(issuer) || !URL.canParse(issuer)) {
    throw misconfigured('issuer is no absolute http(s) URL.');
  }
  const url = new URL(issuer);
  if (url.search || url.hash || url.username || url.password) {
    throw misconfigured('issuer holds a query, a fragment or credentials; an issuer has none.');
  }
  return url;
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('/');

const trimmed = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');

function misconfigured(message: string): PasskeyError {
  return new PasskeyError('configuration', message);
}
