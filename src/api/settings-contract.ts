/** Mechanism value of a mode in settings and profiles. */
export type PasskeyMechanism = 'webauthn' | 'usernameless_webauthn';
export type Mechanism = PasskeyMechanism | 'password' | 'otp' | 'totp' | (string & {});

/** Settings of a workspace (`/api/admin/{tenant}/servers/{workspace}`). */
export interface WorkspaceSettings {
  readonly id: string;
  readonly tenant_id: string;
  readonly name?: string;
  readonly authentication_mechanisms: readonly Mechanism[];
}

/** Rules of a one-time code; `ttl` is a duration as Go writes it, e.g. `10m0s`. */
export interface CodeSettings {
  readonly length: number;
  readonly ttl: string;
}

/** Settings of an identity pool (`{system base}/system/pools/{ipID}`). */
export interface PoolSettings {
  readonly id: string;
  readonly tenant_id: string;
  readonly name?: string;
  readonly authentication_mechanisms: readonly Mechanism[];
  readonly second_factor_authentication_mechanisms: readonly Mechanism[];
  readonly preferred_authentication_mechanism: Mechanism;
  readonly webauthn_settings: { readonly rp_id: string; readonly rp_origins: readonly string[] };
  readonly limits: { readonly max_credentials: number; readonly webauthn_credentials: number };
  readonly otp_settings: {
    readonly activation?: CodeSettings;
    readonly authentication?: CodeSettings;
    readonly challenge?: CodeSettings;
    readonly enroll_webauthn: CodeSettings;
    readonly reset_password?: CodeSettings;
    readonly reset_totp?: CodeSettings;
    readonly verify_address?: CodeSettings;
  };
  readonly mfa_session_ttl?: string;
}
