/**
 * The JSON bodies of the API, with the server's names; types only, shared with the mock server. A member that is an
 * assumption of this project is optional and listed in `mock-server/ASSUMPTIONS.md`. Times are RFC 3339 strings.
 */
import type { Mechanism } from './settings-contract.ts';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
};

/** Path family of a mode: Classic is `webauthn`, Smart is `usernameless-webauthn`. */
export type Family = 'webauthn' | 'usernameless-webauthn';

export type * from './settings-contract.ts';

/** Reply of every create/begin. */
export interface CredentialCreation {
  readonly publicKey: PublicKeyCredentialCreationOptionsJSON;
}

/** Reply of every login begin. */
export interface CredentialAssertion {
  readonly publicKey: PublicKeyCredentialRequestOptionsJSON;
}

/** go-webauthn's `Credential`: every byte field is standard base64 with padding. Zero values may be left out. */
export interface CredentialRecord {
  readonly id: string;
  readonly publicKey: string;
  readonly attestationType?: string;
  readonly attestationFormat?: string;
  readonly transport?: readonly string[] | null;
  readonly flags?: CredentialFlags;
  readonly authenticator?: AuthenticatorRecord;
  readonly attestation?: AttestationRecord;
}

export interface CredentialFlags {
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly backupEligible?: boolean;
  readonly backupState?: boolean;
}

export interface AuthenticatorRecord {
  readonly AAGUID?: string | null;
  readonly signCount?: number;
  readonly cloneWarning?: boolean;
  readonly attachment?: string;
}

export interface AttestationRecord {
  readonly clientDataJSON?: string | null;
  readonly clientDataHash?: string | null;
  readonly authenticatorData?: string | null;
  readonly publicKeyAlgorithm?: number;
  readonly object?: string | null;
}

/** Reply of every create/complete. */
export interface CreateCompleteReply {
  readonly credentials: readonly CredentialRecord[];
}

/** One entry of `me.credentials`. Members after `expires_after` are assumptions: a tenant may send none of them. */
export interface SelfCredential {
  readonly id?: string;
  readonly name?: string;
  readonly type: 'password' | 'webauthn' | 'totp' | (string & {});
  readonly state?: string;
  readonly updated_at: string;
  readonly expires_at?: string;
  readonly expires_after?: string;
  readonly discoverable_id?: string;
  readonly created_at?: string;
  readonly last_used_at?: string;
  readonly credential_id?: string;
  readonly aaguid?: string;
  readonly transports?: readonly string[];
  readonly backup_eligible?: boolean;
  readonly backup_state?: boolean;
}

export interface Identifier {
  readonly identifier: string;
  readonly type?: 'email' | 'mobile' | 'uid' | 'external' | 'federated' | (string & {});
  readonly created_at?: string;
}

/** One entry of `identifiers` in user details (system API). */
export interface SystemIdentifier extends Identifier {
  readonly id?: string;
  readonly tenant_id?: string;
  readonly user_pool_id?: string;
  readonly user_id?: string;
  readonly identifier_lc?: string;
  readonly updated_at?: string;
  readonly metadata?: unknown;
}

/** Reply of `GET /v2/self/me`. */
export interface SelfProfile {
  readonly id?: string;
  readonly name?: string;
  readonly credentials?: readonly SelfCredential[] | null;
  readonly identifiers?: readonly Identifier[] | null;
  readonly verifiable_addresses?: readonly VerifiableAddress[] | null;
  readonly payload?: Readonly<Record<string, unknown>> | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly authentication_mechanisms?: readonly Mechanism[] | null;
  readonly allowed_authentication_mechanisms?: readonly Mechanism[] | null;
  readonly second_factor_authentication_mechanisms?: readonly Mechanism[] | null;
  readonly preferred_authentication_mechanism?: Mechanism;
  readonly second_factor_preferred_authentication_mechanism?: Mechanism;
  readonly federated_accounts?: readonly unknown[] | null;
  readonly preferences?: Readonly<Record<string, unknown>> | null;
  readonly payload_schema?: Readonly<Record<string, unknown>> | null;
  readonly totp_issuer?: string;
  /** Maximum number of passkeys. An assumption: a tenant may not send it. */
  readonly limits?: { readonly webauthn_credentials?: number };
}

/** One entry of `credentials` in user details (system API). */
export interface SystemCredential extends SelfCredential {
  readonly id: string;
  readonly tenant_id?: string;
  readonly user_pool_id?: string;
  readonly user_id?: string;
  readonly payload?: unknown;
}

export interface VerifiableAddress {
  readonly address: string;
  readonly type: string;
  readonly verified: boolean;
  readonly status?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
}

/** One entry of `verifiable_addresses` in user details (system API). */
export interface SystemAddress extends VerifiableAddress {
  readonly tenant_id?: string;
  readonly user_pool_id?: string;
  readonly user_id?: string;
  readonly address_lc?: string;
}

/** Reply of Get User Details and of by_key. */
export interface UserDetails {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_pool_id: string;
  readonly status: 'active' | 'inactive' | 'deleted' | 'new';
  readonly identifiers: readonly SystemIdentifier[] | null;
  readonly verifiable_addresses: readonly SystemAddress[] | null;
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly credentials: readonly SystemCredential[] | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A sign-in belongs to a workspace, or to an OAuth transaction of one. */
export type SignInContext =
  { readonly workspace_id: string } | { readonly login_id: string; readonly login_state: string };

/** Body of Classic's login/begin, beside the context. */
export interface ClassicBeginBody {
  readonly identifier?: string;
}

/** Body of login/password, beside the context. */
export interface PasswordBody {
  readonly identifier: string;
  readonly password: string;
}

/** OAuth token response (RFC 6749, section 5.1). */
export interface TokenReply {
  readonly access_token: string;
  readonly token_type: string;
  /** Seconds. */
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
}

export interface RedirectReply {
  readonly redirect_to: string;
}

/** A password was right and the pool asks for a second factor. */
export interface SecondFactorReply {
  readonly second_factor: {
    readonly mechanisms: readonly Mechanism[];
    readonly login_id: string;
    readonly login_state: string;
  };
}

export type SignInReply = TokenReply | RedirectReply;
export type PasswordReply = SignInReply | SecondFactorReply;
/** Reply of register/complete: that of a sign-in or that of a registration. */
export type RegisterCompleteReply = SignInReply | CreateCompleteReply;

export interface RenameBody {
  readonly name: string;
}

export interface SetWebauthnBody {
  readonly new_webauthn: CredentialRecord;
}

export interface AddRequestBody {
  readonly address: string;
  readonly identifier?: string;
  readonly userID?: string;
}

export interface AddCompleteBody {
  readonly code: string;
  readonly new_web_authn: CredentialRecord;
  readonly address?: string;
  readonly identifier?: string;
  readonly userID?: string;
}

export type ByKeyBody = { readonly identifier: string } | { readonly address: string };

/** The body of every refusal. */
export interface RefusalBody {
  readonly status_code: number;
  readonly error: string;
  readonly error_code: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}
