/** A `WebAuthn.credential*` event of a virtual authenticator. */
export interface CredentialEvent {
  readonly is: 'added' | 'asserted' | 'updated' | 'deleted';
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The browser's side of one test file. */
export interface BrowserPage {
  goto(url: string): Promise<void>;
  /** Sends a command in the words of the Chrome DevTools Protocol. */
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Console errors and uncaught exceptions since the last call. */
  takeErrors(): Promise<readonly string[]>;
  /** Events from the given position on; waits until there is one, or for the time limit (milliseconds). */
  credentialEvents(from: number, timeLimit: number): Promise<readonly CredentialEvent[]>;
  /** Writes a PNG file. */
  screenshot(path: string): Promise<void>;
  /** The page is gone, with all that it stored. */
  close(): Promise<void>;
}

/** A browser that tests run in. */
export interface TestBrowser<Page extends BrowserPage = BrowserPage> {
  readonly name: string;
  /** How many files run at a time. */
  readonly concurrency: number;
  /** Opens a page that shares nothing with the pages before it. */
  openPage(sessionId: string): Promise<Page>;
  close(): Promise<void>;
}
