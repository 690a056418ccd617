import { OAuthFailure } from './failure.ts';
import { isCodeChallenge } from './pkce.ts';

/** The query of `/oauth2/authorize`, checked. The client and its redirect URI are checked before. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly codeChallenge: string;
  readonly state?: string;
  readonly nonce?: string;
  readonly prompt: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
  readonly loginHint?: string;
}

/**
 * Reads an authorization request (RFC 6749, section "Authorization Request"; RFC 7636; OpenID Connect Core 1.0,
 * section "Authentication Request"). What it refuses goes back to the client by redirect.
 */
export function readAuthorizationRequest(
  query: Readonly<Record<string, string>>,
  allowedScopes: readonly string[],
): AuthorizationRequest {
  refuseUnsupported(query);
  const prompt = words(query['prompt']);
  if (prompt.includes('none') && prompt.length > 1) fail('invalid_request', 'prompt=none stands alone.');
  return {
    clientId: query['client_id'] ?? '',
    redirectUri: query['redirect_uri'] ?? '',
    scope: readScope(query['scope'], allowedScopes),
    codeChallenge: readChallenge(query),
    prompt,
    ...present('state', query['state']),
    ...present('nonce', query['nonce']),
    ...present('loginHint', query['login_hint']),
    ...present('maxAge', readMaxAge(query['max_age'])),
  };
}

/** The scopes of a request, all of which the client may have. None is refused: there is no default. */
export function readScope(scope: string | undefined, allowed: readonly string[]): string {
  const asked = words(scope);
  if (asked.length === 0) fail('invalid_scope', 'scope is missing.');
  const foreign = asked.find((word) => !allowed.includes(word));
  if (foreign !== undefined) fail('invalid_scope', `The client may not have the scope ${foreign}.`);
  return asked.join(' ');
}

function refuseUnsupported(query: Readonly<Record<string, string>>): void {
  if (query['response_type'] !== 'code') fail('unsupported_response_type', 'response_type must be code.');
  if ((query['response_mode'] ?? 'query') !== 'query')
    fail('invalid_request', 'response_mode must be query.');
  if (query['request'] !== undefined || query['request_uri'] !== undefined) {
    fail('request_not_supported', 'Request objects are not supported.');
  }
}

function readChallenge(query: Readonly<Record<string, string>>): string {
  const challenge = query['code_challenge'];
  if (challenge === undefined) return fail('invalid_request', 'code_challenge is missing: PKCE is required.');
  if (query['code_challenge_method'] !== 'S256')
    fail('invalid_request', 'code_challenge_method must be S256.');
  if (!isCodeChallenge(challenge)) fail('invalid_request', 'code_challenge is not of the form of RFC 7636.');
  return challenge;
}

function readMaxAge(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return /^\d{1,9}$/.test(value) ? Number(value) : fail('invalid_request', 'max_age must be whole seconds.');
}

function words(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(' ').filter((word) => word !== ''))];
}

function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

function fail(code: OAuthFailure['code'], message: string): never {
  throw new OAuthFailure(code, message);
}
