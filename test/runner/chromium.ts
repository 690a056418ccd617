import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer-core';
import { openChromium } from '../support/open-chromium.ts';
import type { BrowserPage, CredentialEvent, TestBrowser } from './browser-page.ts';
import { sessionHeader } from './mock-servers.ts';

/** One Chromium for all files; two pages at a time, since the machines of CI have two cores. */
export function chromium(): TestBrowser<ChromiumPage> {
  let browser: Promise<Browser> | undefined;
  return {
    name: 'Chromium',
    concurrency: 2,
    openPage: async (sessionId) => ChromiumPage.open(await (browser ??= openChromium()), sessionId),
    close: async () => (await browser)?.close(),
  };
}

const credentialEvents = {
  'WebAuthn.credentialAdded': 'added',
  'WebAuthn.credentialAsserted': 'asserted',
  'WebAuthn.credentialUpdated': 'updated',
  'WebAuthn.credentialDeleted': 'deleted',
} as const;

/**
 * A context with empty storage, one page, one CDP session (virtual authenticators belong to the session that
 * made them).
 */
export class ChromiumPage implements BrowserPage {
  /** The page that the test runner's own commands (keys, mouse, viewport) act on. */
  readonly page: Page;
  readonly #cdp: CDPSession;
  readonly #context: BrowserContext;
  readonly #credentialEvents: CredentialEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #errors: string[] = [];

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#context = context;
    this.page = page;
    this.#cdp = cdp;
  }

  static async open(browser: Browser, sessionId: string): Promise<ChromiumPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const opened = new ChromiumPage(context, page, await page.createCDPSession());
    await opened.#prepare(sessionId);
    return opened;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#cdp.send(method as Parameters<CDPSession['send']>[0], params);
  }

  async takeErrors(): Promise<readonly string[]> {
    // The answer to a question asked now comes after the errors of all that ran before.
    await this.#cdp.send('Runtime.evaluate', { expression: 'undefined' });
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  async credentialEvents(from: number, timeLimit: number): Promise<readonly CredentialEvent[]> {
    if (this.#credentialEvents.length <= from && timeLimit > 0) await this.#nextCredentialEvent(timeLimit);
    return this.#credentialEvents.slice(from);
  }

  /** Takes the picture in a window as high as the page: `fullPage` cuts off the right side of a right-to-left page. */
  async screenshot(path: string): Promise<void> {
    const { width, height } = await this.page.evaluate(() => ({
      width: innerWidth,
      height: Math.max(innerHeight, document.documentElement.scrollHeight),
    }));
    await this.page.setViewport({ width, height });
    await this.page.screenshot({ path });
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
    this.#collectCredentialEvents();
    this.#collectErrors();
    await this.page.setExtraHTTPHeaders({ [sessionHeader]: sessionId });
    await this.#cdp.send('Runtime.enable');
    await this.#cdp.send('WebAuthn.enable', { enableUI: false });
    // navigator.credentials wants a focused document, and only one page of a browser has the real focus.
    await this.#cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  }

  #collectCredentialEvents(): void {
    for (const [event, is] of Object.entries(credentialEvents)) {
      this.#cdp.on(event, (detail) => {
        this.#credentialEvents.push({ is, detail: detail as CredentialEvent['detail'] });
        for (const done of this.#waiting) done();
      });
    }
  }

  #collectErrors(): void {
    this.#cdp.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type !== 'error' && type !== 'assert') return;
      this.#errors.push(args.map((arg) => arg.description ?? String(arg.value)).join(' '));
    });
    this.#cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
      this.#errors.push(`${text} ${exception?.description ?? String(exception?.value)}`);
    });
  }
}
