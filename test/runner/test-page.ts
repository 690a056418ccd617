import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer-core';

/** A `WebAuthn.credential*` event of a virtual authenticator. */
export interface CredentialEvent {
  readonly is: 'added' | 'asserted' | 'updated' | 'deleted';
  readonly detail: Readonly<Record<string, unknown>>;
}

const credentialEvents = {
  'WebAuthn.credentialAdded': 'added',
  'WebAuthn.credentialAsserted': 'asserted',
  'WebAuthn.credentialUpdated': 'updated',
  'WebAuthn.credentialDeleted': 'deleted',
} as const;

/** The header by which the server knows which test file a request comes from. */
export const sessionHeader = 'x-test-session';

/**
 * The browser's side of one test file: a context with empty storage, one page, one CDP session (virtual
 * authenticators belong to the session that made them).
 */
export class TestPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly #context: BrowserContext;
  readonly #credentialEvents: CredentialEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #errors: string[] = [];

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#context = context;
    this.page = page;
    this.cdp = cdp;
  }

  static async open(browser: Browser, sessionId: string): Promise<TestPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const testPage = new TestPage(context, page, await page.createCDPSession());
    await testPage.#prepare(sessionId);
    return testPage;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** Console errors and uncaught exceptions since the last call. */
  async takeErrors(): Promise<readonly string[]> {
    // The answer to a question asked now comes after the errors of all that ran before.
    await this.cdp.send('Runtime.evaluate', { expression: 'undefined' });
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  /** Events from the given position on; waits until there is one, or for the time limit (milliseconds). */
  async credentialEvents(from: number, timeLimit: number): Promise<readonly CredentialEvent[]> {
    if (this.#credentialEvents.length <= from && timeLimit > 0) await this.#nextCredentialEvent(timeLimit);
    return this.#credentialEvents.slice(from);
  }

  #nextCredentialEvent(timeLimit: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeLimit);
      this.#waiting.add(done);
    });
  }

  async #prepare(sessionId: string): Promise<void> {
    for (const [event, is] of Object.entries(credentialEvents)) {
      this.cdp.on(event, (detail) => {
        this.#credentialEvents.push({ is, detail: detail as CredentialEvent['detail'] });
        for (const done of this.#waiting) done();
      });
    }
    this.#collectErrors();
    await this.page.setExtraHTTPHeaders({ [sessionHeader]: sessionId });
    await this.cdp.send('Runtime.enable');
    await this.cdp.send('WebAuthn.enable', { enableUI: false });
    // navigator.credentials wants a focused document, and only one page of a browser has the real focus.
    await this.cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  }

  #collectErrors(): void {
    this.cdp.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type !== 'error' && type !== 'assert') return;
      this.#errors.push(args.map((arg) => arg.description ?? String(arg.value)).join(' '));
    });
    this.cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
      this.#errors.push(`${text} ${exception?.description ?? String(exception?.value)}`);
    });
  }
}
