import type { FaultRule } from './fault.ts';
import type { Ceremony, Transaction, Grant, Session, AuthorizationCode, Code } from './sign-in-state.ts';
import type { PasskeyMechanism, Pool, Workspace } from './settings.ts';

export type {
  Ceremony,
  Authentication,
  Transaction,
  Grant,
  Session,
  AuthorizationCode,
  Code,
} from './sign-in-state.ts';
export type { CodeRules, Mechanism, PasskeyMechanism, Pool, Workspace } from './settings.ts';

/**
 * Everything the server remembers: one plain object that survives `JSON.stringify`. Times are milliseconds since
 * the epoch, bytes are base64url, collections are keyed by the record's `id` unless noted otherwise.
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
  /** Attempts by the subject of the guess. */
  attempts: Record<string, Attempts>;
  /** First answers by the hash of call, caller and idempotency key. */
  replies: Record<string, StoredReply>;
  scenarios: FaultRule[];
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
  /** WebAuthn user handle: random, reveals nothing about the person. */
  handle: string;
  name: string;
  givenName?: string;
  familyName?: string;
  identifiers: string[];
  /** Types of identifiers that their form does not show. */
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
