/** A call as its host sees it. In a file of its own: the package's types need no Hono. */
export interface Host {
  /** Absent: the host itself is the caller. */
  readonly caller?: 'this-machine' | 'stranger';
  /** The name that was called, where it is none of the server's own. */
  readonly foreignName?: string;
  /** Scheme, host and port that people see, where a proxy stands between. Default: those of the URL that is called. */
  readonly origin?: string;
  /** Ends the connection without an answer. Absent: there is none to end. */
  readonly drop?: () => void;
  /**
   * The server runs in a page, or in its service worker, where no answer can set a cookie (Fetch Standard, section
   * "Forbidden response-header names"): no other browser reaches it.
   */
  readonly onlyBrowser?: boolean;
}
