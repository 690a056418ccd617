import { PasskeyError } from '../errors.ts';

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
  /** Default: read from the issuer; `''` for a vanity domain, whose paths have no tenant. */
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
  const url = issuerUrl(config.issuer);
  const path = url.pathname.split('/').filter(Boolean);
  const workspaceId = path.pop();
  const tenantId = config.tenantId ?? path.at(-1) ?? '';
  if (tenantId !== '' && path.pop() !== tenantId) {
    throw configurationError(
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

/** `undefined` unless the text is an absolute http(s) URL. */
export function httpUrl(text: unknown): URL | undefined {
  try {
    return typeof text === 'string' && /^https?:/i.test(text) ? new URL(text) : undefined;
  } catch {
    return undefined;
  }
}

function issuerUrl(issuer: unknown): URL {
  const url = httpUrl(issuer);
  if (!url) throw configurationError('issuer is not an absolute http(s) URL.');
  if (url.search || url.hash || url.username || url.password) {
    throw configurationError('issuer holds a query, a fragment or credentials; an issuer has none.');
  }
  return url;
}

export function configurationError(message: string): PasskeyError {
  return new PasskeyError('configuration', message);
}
