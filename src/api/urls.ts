import { PasskeyError } from '../errors.ts';
import { configurationError, parseIssuer, type SignInEndpoints, type WorkspaceConfig } from './issuer.ts';

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
  const url = (name: keyof SignInEndpoints, path: string): string =>
    trimSlash(config.endpoints?.[name]) ?? `${signInBase(config)}/${path}`;
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
      'the token endpoint cannot be derived from a vanity domain of one workspace; give tokenEndpoint.',
    );
  }
  return join(root, tenantId, 'system/oauth2/token');
}

/** The pool's hosted sign-in page, to which `/oauth2/authorize` redirects; `undefined` without a poolId. */
export function hostedSignInPage(config: WorkspaceConfig): string | undefined {
  return config.poolId ? `${poolBase(config, config.poolId)}/login` : undefined;
}

function signInBase(config: WorkspaceConfig): string {
  const given = trimSlash(config.endpoints?.signIn);
  if (given) return given;
  if (!config.poolId) throw configurationError('signing in needs the option poolId.');
  return poolBase(config, config.poolId);
}

function poolBase(config: WorkspaceConfig, poolId: string): string {
  const { root, tenantId } = parseIssuer(config);
  return join(root, tenantId, 'identity', segment(poolId));
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
