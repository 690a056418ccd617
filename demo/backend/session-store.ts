/** A session as the demo's own server keeps it. Of its tokens only `accessToken` ever leaves the server. */
export interface SessionRecord {
  readonly workspace: string;
  readonly subject: string;
  /** Name to show: the first identifier of the profile. */
  readonly user: string;
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** How the person signed in (RFC 8176): `pop` a passkey, `pwd` a password, `otp` a code. */
  readonly methods: readonly string[];
  readonly refreshToken?: string;
  /** The client the tokens were issued to; a refresh has to name it. */
  readonly clientId: string;
}

/** Storage for sessions, found by a request's cookie. */
export interface SessionStore {
  read(request: Request): Promise<SessionRecord | undefined> | SessionRecord | undefined;
  /** Replaces the session of the request, under a new name. Returns the headers that set the cookie. */
  start(request: Request, session: SessionRecord): Promise<Headers> | Headers;
  /** Keeps the name: for a refreshed token. */
  update(request: Request, session: SessionRecord): Promise<void> | void;
  end(request: Request): Promise<Headers> | Headers;
}
