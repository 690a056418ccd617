/** Options of `createPasskeys`. Types only. */
import type { PasskeyErrorCode } from '../errors.ts';
import type { TokenReply } from '../api/contract.ts';
import type { Endpoints } from '../api/urls.ts';
import type { HostedPageOptions } from './hosted-page.ts';

export type { Endpoints };

/** Smart: discoverable credentials, no username. Classic: username first. */
export type Mode = 'smart' | 'classic';

/** `unavailable`: the workspace has switched passkeys off. */
export type DetectedMode = Mode | 'unavailable';

/** Returns a valid access token. It is called once for each call of the client, and kept in memory for a minute at most. */
export type AccessToken = () => string | Promise<string>;

export interface PasskeysConfig {
  /** OAuth issuer of the workspace, the value an OIDC library is given. */
  readonly issuer: string;
  /** Identity pool; needed to sign in, not to manage. */
  readonly poolId?: string;
  /** Default: the last path segment of the issuer. */
  readonly workspaceId?: string;
  /** Default: read from the issuer; `''` if the host is a vanity domain of the tenant. */
  readonly tenantId?: string;
  /** Default `auto`: detected from the workspace. */
  readonly mode?: 'auto' | Mode;
  /** Needed by every call of a signed-in person. */
  readonly accessToken?: AccessToken;
  /**
   * Receives the tokens of every sign-in that is answered with tokens; `signIn` waits for its promise. A `Response` that it
   * returns counts: with an unsuccessful one, as with an error, the sign-in fails.
   */
  readonly onTokens?: (tokens: TokenReply) => unknown;
  /**
   * Called when a call is refused because the person authenticated more than 5 minutes ago; resolves when
   * `accessToken` gives a token of a new authentication of the same person, rejects when they declined.
   */
  readonly reauthenticate?: (request: ReauthenticationRequest) => Promise<void>;
  /** Replaces single URLs, e.g. of a custom sign-in page with its own backend. */
  readonly endpoints?: Partial<Endpoints>;
  /** Reshapes a JSON body before it is sent. */
  readonly onBegin?: BodyHook;
  readonly onComplete?: BodyHook;
  /**
   * The OAuth transaction that people sign in for. `from-url`: this page is a hosted sign-in page, and takes `login_id`
   * and `login_state` from its query; say so on no other page, where an attacker's link may have brought them. Default:
   * `from-url` at the address of the pool's hosted page, else `null`, none.
   */
  readonly transaction?: Transaction | 'from-url' | null;
  /** On a hosted page: values of its template. */
  readonly hosted?: HostedPageOptions;
  /** Origins beside the issuer's and the page's own that `redirect_to` may lead to. */
  readonly redirectOrigins?: readonly string[];
  /** Relying Party ID, where it is not the page's host; used only for signals and `diagnose`. */
  readonly rpId?: string;
  /**
   * States that no other pool, tenant or application has passkeys under this Relying Party ID. Only then a passkey
   * that the pool does not know at a sign-in is signalled to password managers, which hide or delete it. Default off.
   */
  readonly ownsRpId?: boolean;
  /** Maximum number of passkeys of a user, where the tenant does not state it. */
  readonly capacity?: number;
  /**
   * The IDs that name a passkey in URLs, and so in `Passkey.id`: `record`, those of the credentials of `me`, or `webauthn`,
   * their WebAuthn credential IDs in base64url, where `me` states these (`credential_id`). Default `record`.
   */
  readonly passkeyIds?: 'record' | 'webauthn';
  /** Silent creation after a password sign-in (WebAuthn Level 3, conditional create). Default off. */
  readonly upgrade?: boolean;
  /** Sends `X-Idempotency-Key` with POSTs, so that they can be retried. Default off. */
  readonly idempotency?: boolean;
  /** Remembers things in the browser. Default on; `false` stores nothing. */
  readonly remember?: boolean;
  /** For analytics; events never carry a secret. */
  readonly onEvent?: (event: CeremonyEvent) => void;
  /** Called with a URL and its options. Default: the global `fetch` at the time of the call. */
  readonly fetch?: typeof globalThis.fetch;
}

/** An OAuth transaction, as the authorization endpoint hands it to a sign-in page. */
export interface Transaction {
  readonly loginId: string;
  readonly loginState: string;
}

export interface ReauthenticationRequest {
  /** Seconds: the authentication may not be older than this. */
  readonly maxAge: number;
  /** `sub` of the token that was refused, where it can be read. */
  readonly subject?: string;
  readonly signal?: AbortSignal;
}

/** Returns the body to send instead of its argument, which must not be changed. */
export type BodyHook = (
  body: Readonly<Record<string, unknown>>,
  call: { readonly ceremony: Ceremony; readonly mode: Mode },
) => Readonly<Record<string, unknown>>;

export type Ceremony = 'sign-in' | 'autofill' | 'sign-up' | 'enroll' | 'upgrade';

export interface CeremonyEvent {
  readonly ceremony: Ceremony | 'password' | 'list' | 'rename' | 'remove' | 'step-up';
  readonly step: 'begin' | 'prompt' | 'complete' | 'done' | 'failed';
  /** Milliseconds since the ceremony began. */
  readonly milliseconds: number;
  /** Of a ceremony with a prompt, from `prompt` on. */
  readonly mode?: Mode;
  /** Only with `failed`. */
  readonly code?: PasskeyErrorCode;
}
