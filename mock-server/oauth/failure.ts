/** Error codes of RFC 6749, sections "Error Response" (4.1.2.1 and 5.2), and of OpenID Connect Core 1.0. */
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
  | 'request_not_supported';

/** An OAuth call that was turned down, in OAuth's own words instead of the vendor's error body. */
export class OAuthFailure extends Error {
  override readonly name = 'OAuthFailure';
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** 401 for a client or a token that is not known, else 400 (RFC 6749, section 5.2; RFC 6750, section 3.1). */
  get status(): 400 | 401 | 403 {
    if (this.code === 'insufficient_scope') return 403;
    return this.code === 'invalid_client' || this.code === 'invalid_token' ? 401 : 400;
  }

  get body(): { readonly error: OAuthErrorCode; readonly error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
