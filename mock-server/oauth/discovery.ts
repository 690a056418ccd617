import { prompts } from './authorization-request.ts';
import { signingAlgorithm } from './keys.ts';

/** Scopes and grant types of a workspace's clients. */
export interface Offered {
  readonly scopes: readonly string[];
  readonly grantTypes: readonly string[];
}

const confidential = ['client_secret_basic', 'client_secret_post'];

/**
 * The document at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0, section "OpenID Provider Metadata";
 * RFC 8414, section "Authorization Server Metadata"). Members whose default would be wrong here are stated.
 */
export function providerMetadata(issuer: string, offered: Offered): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/oidc/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: offered.grantTypes,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [signingAlgorithm],
    token_endpoint_auth_methods_supported: ['none', ...confidential],
    revocation_endpoint_auth_methods_supported: ['none', ...confidential],
    introspection_endpoint_auth_methods_supported: confidential,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: offered.scopes,
    claims_supported: [
      ...['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'amr', 'nonce', 'at_hash'],
      ...['name', 'given_name', 'family_name', 'preferred_username', 'updated_at', 'email', 'email_verified'],
    ],
    prompt_values_supported: prompts,
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    require_request_uri_registration: false,
    authorization_response_iss_parameter_supported: true,
  };
}
