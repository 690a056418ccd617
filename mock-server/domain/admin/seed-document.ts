import type { Mechanism, PasskeyMechanism } from '../../store/state.ts';

/**
 * The world that a server starts with, or a part that a test adds to it. A list that a server starts with takes the
 * place of the usual one; lists that are left out stay as they are. A test changes the entries that it names.
 */
export interface Seed {
  /** For editors: the URL or path of `seed.schema.json`. */
  readonly $schema?: string;
  readonly tenant?: SeedTenant;
  readonly workspaces?: readonly SeedWorkspace[];
  readonly pools?: readonly SeedPool[];
  readonly users?: readonly SeedUser[];
  readonly clients?: readonly SeedClient[];
}

export interface SeedTenant {
  /** Default: `acme`. */
  readonly id?: string;
  readonly name?: string;
}

export interface SeedWorkspace {
  readonly id: string;
  readonly name?: string;
  /** IDs of its pools. Default: all. */
  readonly pools?: readonly string[];
  /** Smart has `usernameless_webauthn` among them, Classic `webauthn`. Default: password and Smart. */
  readonly authentication_mechanisms?: readonly Mechanism[];
}

/** A pool by the members of its settings in the API. */
export interface SeedPool {
  readonly id: string;
  readonly name?: string;
  readonly authentication_mechanisms?: readonly Mechanism[];
  readonly second_factor_authentication_mechanisms?: readonly Mechanism[];
  readonly preferred_authentication_mechanism?: Mechanism;
  /** The RP ID and the origins of passkeys; blank: those of the URL that is called. */
  readonly webauthn_settings?: { readonly rp_id?: string; readonly rp_origins?: readonly string[] };
  readonly limits?: { readonly max_credentials?: number; readonly webauthn_credentials?: number };
  /** `ttl` as Go writes it, such as `10m0s`. */
  readonly otp_settings?: Readonly<Record<string, { readonly length?: number; readonly ttl?: string }>>;
}

export interface SeedUser {
  /** Default: random. */
  readonly id?: string;
  /** Default: the first pool. */
  readonly pool?: string;
  /** Default: the names, else the first identifier. */
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  /** Emails, phone numbers or user names, by which the person signs in. */
  readonly identifiers: readonly string[];
  /** Addresses for one-time codes. Default: the identifiers that are emails. */
  readonly addresses?: readonly string[];
  /** Absent: the person has none. */
  readonly password?: string;
  /** Default: `active`. */
  readonly status?: 'active' | 'inactive' | 'deleted' | 'new';
  readonly passkeys?: readonly SeedPasskey[];
}

/** A passkey, the private key of which is in an authenticator. Bytes are base64url. */
export interface SeedPasskey {
  readonly credential_id: string;
  /** In COSE, as authenticators write it (WebAuthn Level 3, `credentialPublicKey`). */
  readonly public_key: string;
  /** Default: that of the first workspace of the pool which has passkeys. */
  readonly mechanism?: PasskeyMechanism;
  readonly name?: string;
  /** Default: it signs in for whatever RP ID the pool has. */
  readonly rp_id?: string;
  readonly sign_count?: number;
  readonly transports?: readonly string[];
  readonly backup_eligible?: boolean;
  readonly backup_state?: boolean;
}

export interface SeedClient {
  readonly client_id: string;
  readonly client_name?: string;
  /** Absent: a public client. */
  readonly client_secret?: string;
  /** Default: all but `system`. */
  readonly workspaces?: readonly string[];
  /** Default: `authorization_code` and `refresh_token`. */
  readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'client_credentials')[];
  /** Default: every loopback URL. */
  readonly redirect_uris?: readonly string[];
  readonly post_logout_redirect_uris?: readonly string[];
  /** Separated by spaces. Default: those of a signed-in person. */
  readonly scope?: string;
}
