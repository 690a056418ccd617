import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../support/chromium.ts';
import { TestPage } from './test-page.ts';

/**
 * Opens every test file in a browser context of its own. The launcher that comes with the test runner
 * reuses pages, and so one file's storage, cookies and service workers would reach the next.
 */
export class ChromiumLauncher implements BrowserLauncher {
  readonly name = 'Chromium';
  /** The runner's own commands (keys, mouse, viewport) ask a launcher of this type for its page. */
  readonly type = 'puppeteer';
  readonly concurrency: number;
  readonly #pages = new Map<string, TestPage>();
  #browser: Promise<Browser> | undefined;

  constructor(concurrency: number) {
    this.concurrency = concurrency;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    this.#browser ??= launch({ executablePath: findChromium(), args: [...chromiumFlags] });
    const testPage = await TestPage.open(await this.#browser, sessionId);
    this.#pages.set(sessionId, testPage);
    await testPage.page.goto(url);
  }

  async stopSession(sessionId: string): Promise<SessionResult> {
    const testPage = this.testPage(sessionId);
    this.#pages.delete(sessionId);
    const errors = (await testPage.takeErrors()).map((message) => ({
      message: `Error in the page: ${message}`,
    }));
    await testPage.close();
    return { errors };
  }

  isActive(sessionId: string): boolean {
    return this.#pages.has(sessionId);
  }

  getBrowserUrl(sessionId: string): string {
    return this.getPage(sessionId).url();
  }

  getPage(sessionId: string): Page {
    return this.testPage(sessionId).page;
  }

  testPage(sessionId: string): TestPage {
    const testPage = this.#pages.get(sessionId);
    if (!testPage) throw new Error(`No page is open for test session ${sessionId}.`);
    return testPage;
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('Tests run without a screen only.'));
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
  }
}
