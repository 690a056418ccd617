import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import type { Page } from 'puppeteer-core';
import type { BrowserPage, TestBrowser } from './browser-page.ts';
import { ChromiumPage } from './chromium.ts';

/**
 * Opens a new page for every test file. The launchers that come with the test runner reuse pages, and so one
 * file's storage, cookies and service workers would reach the next.
 */
export class PageLauncher implements BrowserLauncher {
  readonly name: string;
  /** The test runner's own commands (keys, mouse, viewport) ask a launcher of this type for its page. */
  readonly type = 'puppeteer';
  readonly concurrency: number;
  readonly #browser: TestBrowser;
  readonly #pages = new Map<string, BrowserPage>();

  constructor(browser: TestBrowser) {
    this.#browser = browser;
    this.name = browser.name;
    this.concurrency = browser.concurrency;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    const page = await this.#browser.openPage(sessionId);
    this.#pages.set(sessionId, page);
    await page.goto(url);
  }

  async stopSession(sessionId: string): Promise<SessionResult> {
    const page = this.pageOf(sessionId);
    this.#pages.delete(sessionId);
    const errors = (await page.takeErrors()).map((message) => ({ message: `Error in the page: ${message}` }));
    await page.close();
    return { errors };
  }

  isActive(sessionId: string): boolean {
    return this.#pages.has(sessionId);
  }

  getBrowserUrl(sessionId: string): string | undefined {
    const page = this.pageOf(sessionId);
    return page instanceof ChromiumPage ? page.page.url() : undefined;
  }

  getPage(sessionId: string): Page {
    const page = this.pageOf(sessionId);
    if (page instanceof ChromiumPage) return page.page;
    throw new Error(`${this.name} takes no keys, no mouse and no viewport from here.`);
  }

  pageOf(sessionId: string): BrowserPage {
    const page = this.#pages.get(sessionId);
    if (!page) throw new Error(`No page is open for test session ${sessionId}.`);
    return page;
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('Tests run without a screen only.'));
  }

  stop(): Promise<void> {
    return this.#browser.close();
  }
}
