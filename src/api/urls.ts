import { segment } from './path.ts';
import { configurationError, parseIssuer, type SignInEndpoints, type WorkspaceConfig } from './issuer.ts';

/** Base of the self-service API. */
export function selfServiceBase(config: WorkspaceConfig): string {
  return trimmed(config.endpoints?.selfService) ?? `${parseIssuer(config).issuer}/identity`;
}

/** Base of the system API. */
export function systemBase(config: WorkspaceConfig): string {
  const own = trimmed(config.endpoints?.system);
  if (own) return own;
  const { root, tenantId } = parseIssuer(config);
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
  const { root, tenantId, issuer } = parseIssuer(config);
  if (tenantId === '' && issuer === root) {
    throw configurationError(
      'a vanity domain of one workspace does not tell the token endpoint; give tokenEndpoint.',
    );
  }
  return joined(root, tenantId, 'system/oauth2/token');
}

/** The pool's hosted sign-in page, where `/oauth2/authorize` leads people; `undefined` without a poolId. */
export function hostedSignInPage(config: WorkspaceConfig): string | undefined {
  return config.poolId ? `${poolBase(config, config.poolId)}/login` : undefined;
}

function signInBase(config: WorkspaceConfig): string {
  const own = trimmed(config.endpoints?.signIn);
  if (own) return own;
  if (!config.poolId) throw configurationError('signing in needs the option poolId.');
  return poolBase(config, config.poolId);
}

function poolBase(config: WorkspaceConfig, poolId: string): string {
  const { root, tenantId } = parseIssuer(config);
  return joined(root, tenantId, 'identity', segment(poolId));
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('/');

const trimmed = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');
