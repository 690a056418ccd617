/** What the demo's own server knows of a signed-in person. It never leaves the server but for `accessToken`. */
export interface SessionRecord {
  readonly workspace: string;
  readonly subject: string;
  /** What the person calls themselves here: the first identifier of their profile. */
  readonly user: string;
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** How the person signed in (RFC 8176): `pop` a passkey, `pwd` a password, `otp` a code. */
  readonly methods: readonly string[];
  readonly refreshToken?: string;
  /** The client the tokens were issued to; a refresh has to name it. */
  readonly clientId?: string;
}

/** Where sessions are kept, and how a request says which one is its own. */
export interface SessionStore {
  read(request: Request): Promise<SessionRecord | undefined> | SessionRecord | undefined;
  /** Replaces the session of the request, under a new name. Returns the headers that tell the browser. */
  start(request: Request, session: SessionRecord): Promise<Headers> | Headers;
  /** Keeps the name: for a refreshed token. */
  update(request: Request, session: SessionRecord): Promise<void> | void;
  end(request: Request): Promise<Headers> | Headers;
}
