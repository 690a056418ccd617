import type { PasskeyMechanism } from './settings.ts';

/** The purpose of a challenge, which is accepted for exactly that, once. */
export interface Ceremony {
  challenge: string;
  purpose: 'enrol' | 'sign-in' | 'sign-up';
  family: PasskeyMechanism;
  poolId: string;
  /** Of the sign-in or the self-service call; absent for the system API. */
  workspaceId?: string;
  /** Absent where the user is not known before the assertion. */
  userId?: string;
  /** Classic sign-in: the identifier as typed, whether or not such a user exists. */
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

/** The authorization behind a refresh token. */
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
