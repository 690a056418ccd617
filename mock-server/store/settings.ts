/** Mechanism values of the two modes: docs/connect-api.md, "Terms". */
export type Mechanism =
  'password' | 'webauthn' | 'usernameless_webauthn' | 'otp' | 'totp' | 'email_otp' | 'sms_otp';
export type PasskeyMechanism = 'webauthn' | 'usernameless_webauthn';

export interface Workspace {
  id: string;
  name: string;
  poolIds: string[];
  authenticationMechanisms: Mechanism[];
}

export interface Pool {
  id: string;
  name: string;
  firstFactors: Mechanism[];
  secondFactors: Mechanism[];
  preferred: Mechanism;
  /** Blank: the server's own. */
  rpId: string;
  /** Blank: the server's own. */
  rpOrigins: string[];
  maxCredentials: number;
  webauthnCredentials: number;
  /** Digits of a code that precedes a passkey, and seconds that it lives. */
  enrollCode: CodeRules;
  /** The rules of other codes, by their name in `otp_settings`; this server sends none of them. */
  otherCodes?: Record<string, CodeRules>;
  /** Members of a settings body that mean nothing to this server: sent back as they came. */
  further?: Record<string, unknown>;
}

export interface CodeRules {
  length: number;
  /** Seconds. */
  ttl: number;
}
