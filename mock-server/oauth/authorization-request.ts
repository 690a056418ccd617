import type { Client } from '../store/state.ts';
import { OAuthFailure } from './failure.ts';
import { isCodeChallenge } from './pkce.ts';

/** A valid authorization request. The client and its redirect URI are checked before it is read. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** A confidential client may do without (RFC 9700, section "Authorization Code Grant"). */
  readonly codeChallenge?: string;
  readonly state?: string;
  readonly nonce?: string;
  readonly prompt: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
  readonly loginHint?: string;
  readonly idTokenHint?: string;
}

/** Values of `prompt`. There is no page for consent: signing in again stands for it. */
export const prompts = ['none', 'login', 'select_account', 'consent'] as const;

/**
 * Reads an authorization request (RFC 6749, section "Authorization Request"; RFC 7636, section "Client Sends the Code
 * Challenge with the Authorization Request"; OpenID Connect Core 1.0, section "Authentication Request").
 * @throws OAuthFailure which the client gets by redirect
 */
export function readAuthorizationRequest(
  query: Readonly<Record<string, string>>,
  client: Pick<Client, 'scopes' | 'secret'>,
): AuthorizationRequest {
  refuseUnsupported(query);
  return {
    clientId: query['client_id'] ?? '',
    redirectUri: query['redirect_uri'] ?? '',
    scope: readScope(query['scope'], client.scopes),
    prompt: readPrompt(query['prompt']),
    ...present('codeChallenge', readChallenge(query, client)),
    ...present('state', query['state']),
    ...present('nonce', query['nonce']),
    ...present('loginHint', query['login_hint']),
    ...present('idTokenHint', query['id_token_hint']),
    ...present('maxAge', readMaxAge(query['max_age'])),
  };
}

/** The scopes of a request, all of which the client may have. There is no default (RFC 6749, section "Access Token Scope"). */
export function readScope(scope: string | undefined, allowed: readonly string[]): string {
  const asked = words(scope);
  const hint = `Scopes of this client: ${allowed.join(' ')}.`;
  if (asked.length === 0) fail('invalid_scope', 'scope is missing.', hint);
  const foreign = asked.find((word) => !allowed.includes(word));
  if (foreign !== undefined) fail('invalid_scope', `The client may not have the scope ${foreign}.`, hint);
  return asked.join(' ');
}

function refuseUnsupported(query: Readonly<Record<string, string>>): void {
  if (query['response_type'] === undefined) fail('invalid_request', 'response_type is missing.');
  if (query['response_type'] !== 'code') fail('unsupported_response_type', 'response_type must be code.');
  if ((query['response_mode'] ?? 'query') !== 'query')
    fail('invalid_request', 'response_mode must be query.');
  for (const name of ['request', 'request_uri', 'registration'] as const) {
    if (query[name] !== undefined) fail(`${name}_not_supported`, `The parameter ${name} is not supported.`);
  }
}

function readPrompt(value: string | undefined): readonly string[] {
  const asked = words(value);
  const unknown = asked.find((word) => !(prompts as readonly string[]).includes(word));
  if (unknown !== undefined) fail('invalid_request', `prompt=${unknown} is not supported.`);
  if (asked.includes('none') && asked.length > 1) fail('invalid_request', 'prompt=none stands alone.');
  return asked;
}

function readChallenge(
  query: Readonly<Record<string, string>>,
  { secret }: Pick<Client, 'secret'>,
): string | undefined {
  const { code_challenge: challenge, code_challenge_method: method } = query;
  if (challenge === undefined) {
    if (secret && method === undefined) return undefined;
    const cure = 'A public client sends code_challenge with code_challenge_method=S256.';
    return fail('invalid_request', 'code_challenge is missing: PKCE is required.', cure);
  }
  if (method !== 'S256') fail('invalid_request', 'code_challenge_method must be S256.');
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

function fail(code: OAuthFailure['code'], message: string, hint?: string): never {
  throw new OAuthFailure(code, message, hint);
}
