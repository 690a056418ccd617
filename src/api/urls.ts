import { PasskeyError } from '../errors.ts';

/** URLs without a trailing slash. `{family}` in one stands for `webauthn` or `usernameless-webauthn`. */
export interface Endpoints {
  /** A base, like `system`: the rest of the path is the API's own. */
  readonly selfService: string;
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
  /** Tenant ID; default: read from the issuer. `''`: a vanity domain, where paths have no tenant. */
  readonly tenantId?: string;
  readonly workspaceId?: string;
  readonly poolId?: string;
  readonly endpoints?: Partial<Endpoints>;
}

/** The parts of an issuer. In two of the three URL layouts its path lacks the tenant or both IDs. */
export interface Workspace {
  /** Without a trailing slash. */
  readonly issuer: string;
  /** Base of the tenant's paths: the origin, and the path prefix of a proxy if there is one. */
  readonly root: string;
  /** `''` under a vanity domain. */
  readonly tenantId: string;
  /** `undefined` under a workspace's vanity domain, unless it was configured. */
  readonly workspaceId: string | undefined;
}

/**
 * Parses the issuer: `https://host/{tenant}/{workspace}`, `https://tenant-domain/{workspace}` or
 * `https://workspace-domain`.
 *
 * @throws PasskeyError `configuration`
 */
export function parseIssuer(config: WorkspaceConfig): Workspace {
  const url = httpUrl(config.issuer);
  if (!url) throw configurationError('issuer is not an absolute http(s) URL.');
  if (url.search || url.hash || url.username || url.password) {
    throw configurationError('issuer holds a query, a fragment or credentials; an issuer has none.');
  }
  const path = url.pathname.split('/').filter(Boolean);
  const workspaceId = path.pop();
  const tenantId = config.tenantId ?? path.at(-1) ?? '';
  if (tenantId !== '' && path.pop() !== tenantId) {
    throw configurationError(`issuer has no tenant "${tenantId}"; leave tenantId out for a vanity domain.`);
  }
  const issuer = url.origin + url.pathname.replace(/\/+$/, '');
  const root = [url.origin, ...path].join('/');
  return { issuer, root, tenantId, workspaceId: config.workspaceId ?? workspaceId };
}

/** `undefined` unless the text is an absolute http(s) URL. */
export function httpUrl(text: unknown): URL | undefined {
  try {
    return typeof text === 'string' && /^https?:/i.test(text) ? new URL(text) : undefined;
  } catch {
    return undefined;
  }
}

export const configurationError = (message: string) => new PasskeyError('configuration', message);

/** Base of the self-service API. */
export function selfServiceBase(config: WorkspaceConfig): string {
  return trimSlash(config.endpoints?.selfService) ?? `${parseIssuer(config).issuer}/identity`;
}

/** Base of the system API. */
export function systemBase(config: WorkspaceConfig): string {
  const given = trimSlash(config.endpoints?.system);
  if (given) return given;
  const { root, tenantId } = parseIssuer(config);
  return join(root, 'api/identity', tenantId);
}

/**
 * URLs of sign-in and sign-up.
 *
 * @throws PasskeyError `configuration` without a poolId, unless every URL is configured
 */
export function signInEndpoints(config: WorkspaceConfig): SignInEndpoints {
  const { endpoints = {} } = config;
  const base = endpoints.signIn ? trimSlash(endpoints.signIn) : undefined;
  const url = (name: keyof SignInEndpoints, path: string): string =>
    trimSlash(endpoints[name]) ?? `${base ?? poolBase(config)}/${path}`;
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
 * @throws PasskeyError `configuration` under a vanity domain of one workspace, from which it cannot be derived
 */
export function systemTokenEndpoint(config: WorkspaceConfig): string {
  const { root, tenantId, issuer } = parseIssuer(config);
  if (tenantId === '' && issuer === root) {
    throw configurationError(
      'a vanity domain of one workspace hides the token endpoint; give tokenEndpoint.',
    );
  }
  return join(root, tenantId, 'system/oauth2/token');
}

/** The pool's hosted sign-in page, to which `/oauth2/authorize` redirects; `undefined` without a poolId. */
export function hostedSignInPage(config: WorkspaceConfig): string | undefined {
  return config.poolId ? `${poolBase(config)}/login` : undefined;
}

function poolBase(config: WorkspaceConfig): string {
  if (!config.poolId) throw configurationError('signing in needs the option poolId.');
  const { root, tenantId } = parseIssuer(config);
  return join(root, tenantId, 'identity', segment(config.poolId));
}

/**
 * Escapes an ID as one segment of a path. Dot segments are refused because they cannot be escaped: URL parsers take
 * `%2e%2e` for `..` (URL Standard, section 4.1 "URL representation"), and a DELETE would hit another resource.
 *
 * @throws PasskeyError `invalid_request`
 */
export function segment(id: string): string {
  if (typeof id !== 'string' || /^\.{0,2}$/.test(id) || /\p{Surrogate}/u.test(id)) {
    throw new PasskeyError('invalid_request', 'An ID for a path is empty, a dot segment or no text.');
  }
  return encodeURIComponent(id);
}

const join = (...parts: readonly string[]): string => parts.filter(Boolean).join('/');

const trimSlash = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');
