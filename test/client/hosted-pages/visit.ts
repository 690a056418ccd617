import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { publishedBrowser } from '../../support/published-browser.ts';
import type { PagesOptions, PublishedPages } from '../../support/published-pages.ts';
import type {} from './page.ts';

export interface Visit {
  readonly pages: PublishedPages;
  readonly page: Page;
  /** Begins a transaction and leads to that page of it. */
  readonly start: (path?: string) => Promise<void>;
  /** Runs something that ends in a navigation, and gives the path it led to. */
  readonly leave: (run: () => void) => Promise<string>;
}

const inBrowser = publishedBrowser('test/client/hosted-pages/page.ts');

/** One person in a browser with a platform authenticator. */
export function visit(options: Partial<PagesOptions>, run: (visit: Visit) => Promise<void>): Promise<void> {
  return inBrowser(options, async ({ pages, page }) => {
    const start = async (path?: string): Promise<void> => {
      await page.goto(pages.startUrl(path));
      await page.waitForFunction(() => 'openClient' in window);
    };
    const leave = async (action: () => void): Promise<string> => {
      const [arrived] = await Promise.all([page.waitForNavigation(), page.evaluate(action)]);
      assert.equal(arrived?.status(), 200);
      return new URL(page.url()).pathname;
    };
    await run({ pages, page, start, leave });
  });
}

export const signUp = (): void => void window.openClient().signUp('ada@example.com');
export const signIn = (): void => void window.openClient().signIn();

export const paths = ({ calls }: PublishedPages): readonly string[] =>
  calls.map(({ method, path }) => `${method} ${path}`);

export const fields = ({ calls }: PublishedPages): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(calls.at(-1)?.body));
