import { after, before } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { addAuthenticator, openAuthenticators } from './chromium-authenticator.ts';
import { openChromium } from './open-chromium.ts';
import { pageScript } from './page-scripts.ts';
import { PublishedPages, type PagesOptions } from './published-pages.ts';

export interface PublishedVisit {
  readonly pages: PublishedPages;
  readonly page: Page;
}

type Run = (visit: PublishedVisit) => Promise<void>;

/**
 * One Chromium for the test file that calls this. Each visit gets pages of its own, in Smart mode unless the options say
 * otherwise, and a browser profile with a platform authenticator.
 *
 * @param path of the script in the pages
 */
export function publishedBrowser(path: string): (options: Partial<PagesOptions>, run: Run) => Promise<void> {
  let browser: Browser;
  let script: string;
  before(async () => {
    script = await pageScript(path);
    browser = await openChromium();
  });
  after(() => browser.close());

  return async (options, run) => {
    const families = ['usernameless-webauthn'] as const;
    const pages = await PublishedPages.open({ families, script, ...options });
    const context = await browser.createBrowserContext();
    try {
      const page = await context.newPage();
      await addAuthenticator(await openAuthenticators(page));
      await run({ pages, page });
    } finally {
      await context.close();
      await pages.close();
    }
  };
}
