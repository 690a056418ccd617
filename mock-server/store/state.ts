import type { Scenario } from './scenario.ts';
import type { PasskeyMechanism, Pool, Workspace } from './settings.ts';

export type { CodeRules, Mechanism, PasskeyMechanism, Pool, Workspace } from './settings.ts';

/**
 * Everything the server remembers: one plain object that survives `JSON.stringify`. Times are milliseconds since
 * the epoch, bytes are base64url, collections are keyed by the record's `id` unless said otherwise.
 */
export interface State {
  version: 1;
  /** Milliseconds that `/_mock/clock` moved the clock ahead. */
  clockOffset: number;
  tenant: Tenant;
  workspaces: Record<string, Workspace>;
  pools: Record<string, Pool>;
  users: Record<string, User>;
  /** IDs of users by what finds them, see `lookup.ts`. */
  directory: Record<string, string>;
  /** By WebAuthn credential ID. */
  passkeys: Record<string, Passkey>;
  clients: Record<string, Client>;
  /** Private key that signs tokens, and its public half. */
  signingKey: SigningKey;
  /** Key of answers about users that do not exist, so that they stay the same. */
  decoySecret: string;
  /** Pending ceremonies by their challenge. */
  ceremonies: Record<string, Ceremony>;
  /** Pending sign-ins by `login_id`. */
  transactions: Record<string, Transaction>;
  /** Refresh tokens by their value's SHA-256. */
  grants: Record<string, Grant>;
  /** One-time codes by the ID of the user who may use it. */
  codes: Record<string, Code>;
  outbox: Message[];
  /** Attempts by what is being guessed. */
  attempts: Record<string, Attempts>;
  /** First answers by the hash of call, caller and idempotency key. */
  replies: Record<string, StoredReply>;
  scenarios: Scenario[];
  /** Sessions and authorization codes of `domain/oauth` by the SHA-256 of their value. */
  sessions: Record<string, Session>;
  authorizationCodes: Record<string, AuthorizationCode>;
  /** Revoked access tokens by `jti`, and revoked authorizations by {@link Grant.root}. Absent in older files. */
  revoked?: Record<string, { expiresAt: number }>;
}

export interface Tenant {
  id: string;
  name: string;
}

export interface User {
  id: string;
  poolId: string;
  status: 'active' | 'inactive' | 'deleted' | 'new';
  /** WebAuthn user handle: random, says nothing about the person. */
  handle: string;
  name: string;
  givenName?: string;
  familyName?: string;
  identifiers: string[];
  /** Types of identifiers whose form does not tell it. */
  identifierTypes?: Record<string, 'external' | 'federated'>;
  /** WebAuthn credential IDs of the passkeys, oldest first. */
  passkeys: string[];
  addresses: { address: string; verified: boolean }[];
  password?: PasswordHash & { id: string; updatedAt: number };
  /** Grows with every change of the user or their passkeys; the `ETag`. */
  revision: number;
  createdAt: number;
  updatedAt: number;
}

/** PBKDF2 with HMAC-SHA-256. */
export interface PasswordHash {
  salt: string;
  iterations: number;
  hash: string;
}

export interface Passkey {
  id: string;
  userId: string;
  poolId: string;
  family: PasskeyMechanism;
  name: string;
  credentialId: string;
  /** Relying Party ID that it was made for; absent where it was handed over. */
  rpId?: string;
  publicKey: string;
  algorithm: number;
  attestationFormat: string;
  transports: readonly string[];
  attachment?: string;
  /** UUID. */
  aaguid: string;
  flags: { userPresent: boolean; userVerified: boolean; backupEligible: boolean; backupState: boolean };
  signCount: number;
  cloneWarning: boolean;
  createdAt: number;
  updatedAt: number;
  lastUsedAt?: number;
}

export interface Client {
  id: string;
  name: string;
  workspaceIds: string[];
  /** Absent: a public client. */
  secret?: PasswordHash;
  grantTypes: ('authorization_code' | 'refresh_token' | 'client_credentials')[];
  redirectUris: string[];
  /** Absent: the redirect URIs. */
  postLogoutRedirectUris?: string[];
  scopes: string[];
}

/** JSON Web Keys (RFC 7517). */
export interface SigningKey {
  private: Record<string, unknown>;
  public: Record<string, unknown>;
}

/** What a challenge was issued for. It is good for exactly that, once. */
export interface Ceremony {
  challenge: string;
  purpose: 'enrol' | 'sign-in' | 'sign-up';
  family: PasskeyMechanism;
  poolId: string;
  /** Of the sign-in or the self-service call; absent for the system API. */
  workspaceId?: string;
  /** Absent where the user is not known before the assertion. */
  userId?: string;
  /** Classic sign-in: what the person typed, whether or not such a user exists. */
  identifier?: string;
  /** Classic sign-in: the credential IDs of `allowCredentials`. */
  allow?: string[];
  /** As they were when it began: the next call may come by another name of the server. */
  relyingParty: { id: string; origins: string[] };
  /** The new user of a sign-up. */
  handle?: string;
  transactionId?: string;
  /** Silent creation: user-present may be 0 (WebAuthn Level 3, conditional create). */
  silent?: boolean;
  expiresAt: number;
}

/** An authentication that happened: when and by which methods (RFC 8176). */
export interface Authentication {
  userId: string;
  at: number;
  amr: string[];
}

/** A sign-in that takes more than one call: an OAuth authorization, or a second factor. It goes on until `endsAt`. */
export interface Transaction {
  id: string;
  state: string;
  workspaceId: string;
  /** Hash of the secret that the browser keeps which began the authorization; no other may go on with it. */
  browser?: string;
  /** The authorization request, as `mock-server/oauth` needs it; absent: answered with tokens. */
  authorization?: Record<string, string>;
  /** A right password, where the pool asks for a second factor. */
  firstFactor?: Authentication;
  /** Re-authentication: the only user who may go on. */
  personId?: string;
  /** A lost passkey: the user who gave the right code, and may make a new one. */
  recovers?: string;
  /** The finished sign-in, for `mock-server/oauth` to turn into a code. */
  authentication?: Authentication;
  /** It gave its code. */
  used?: boolean;
  endsAt: number;
  expiresAt: number;
}

/** What a refresh token stands for. */
export interface Grant {
  workspaceId: string;
  clientId: string;
  userId: string;
  scope: string;
  authTime: number;
  amr: string[];
  /** ID of the authorization that all tokens of one sign-in share. Absent in older files: the token's own hash. */
  root?: string;
  /** Kept until it expires, so that a second use is noticed. */
  used: boolean;
  expiresAt: number;
}

export type Session = Pick<Grant, 'workspaceId' | 'userId' | 'authTime' | 'amr' | 'expiresAt'>;

export interface AuthorizationCode extends Grant {
  redirectUri: string;
  /** Absent where a confidential client did without PKCE. */
  codeChallenge?: string;
  nonce?: string;
}

export interface Code {
  poolId: string;
  userId: string;
  address: string;
  code: string;
  extendedCode: string;
  wrong: number;
  expiresAt: number;
}

export interface Message {
  address: string;
  code: string;
  extendedCode: string;
  type: string;
  sentAt: number;
}

export interface Attempts {
  count: number;
  expiresAt: number;
}

export interface StoredReply {
  status: number;
  headers: [string, string][];
  body: string;
  expiresAt: number;
}
