/**
 * Error codes of RFC 6749 (sections "Error Response" of the authorization endpoint and of the token endpoint), RFC 6750
 * (section "Error Codes") and OpenID Connect Core 1.0 (section "Authentication Error Response").
 */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'login_required'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported';

/** A refused OAuth call, which is answered with OAuth's error body instead of the vendor's. */
export class OAuthFailure extends Error {
  override readonly name = 'OAuthFailure';
  readonly code: OAuthErrorCode;
  /** The cure, for the developer of the client: `error_hint` of an error redirect. */
  readonly hint?: string;

  constructor(code: OAuthErrorCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    if (hint !== undefined) this.hint = hint;
  }

  /**
   * 401 for an unknown client (RFC 6749, section "Error Response" of the token endpoint) or token, 403 for a missing scope
   * (RFC 6750, section "Error Codes"), else 400.
   */
  get status(): 400 | 401 | 403 {
    if (this.code === 'insufficient_scope') return 403;
    return this.code === 'invalid_client' || this.code === 'invalid_token' ? 401 : 400;
  }

  get body(): { readonly error: OAuthErrorCode; readonly error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
