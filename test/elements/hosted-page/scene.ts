import type { Page } from 'puppeteer-core';
import { publishedBrowser } from '../../support/published-browser.ts';
import type { PagesOptions, PublishedPages } from '../../support/published-pages.ts';
import type {} from './page.ts';

export interface Scene {
  readonly pages: PublishedPages;
  readonly page: Page;
  /** Opens the hosted page in a new transaction and presses the button of the element. @returns the path it led to */
  readonly signIn: () => Promise<string>;
  /** Opens a hosted page in a new transaction. */
  readonly visit: (name: string) => Promise<void>;
  /** Presses a button of the element, and follows where it leads. @returns that path */
  readonly press: (part?: string) => Promise<string>;
}

const inBrowser = publishedBrowser('test/elements/hosted-page/page.ts');

/** Ada has a passkey, unless the person is new, and a hosted page with the element in its template. */
export function open(
  { isNew = false, ...options }: Partial<PagesOptions> & { readonly isNew?: boolean },
  run: (scene: Scene) => Promise<void>,
): Promise<void> {
  return inBrowser(options, async ({ pages, page }) => {
    if (!isNew) {
      await page.goto(pages.startUrl());
      await page.waitForFunction(() => 'signUp' in window);
      await Promise.all([page.waitForNavigation(), page.evaluate(() => window.signUp())]);
    }
    const visit = async (name: string): Promise<void> => {
      pages.calls.length = 0;
      await page.goto(pages.startUrl(name));
    };
    const press = async (part = 'button'): Promise<string> => {
      const button = await page.waitForSelector(`passkey-signin >>> [part~="${part}"]`);
      await Promise.all([page.waitForNavigation(), button?.click()]);
      return new URL(page.url()).pathname;
    };
    const signIn = async (): Promise<string> => {
      await visit('login');
      return press();
    };
    await run({ pages, page, signIn, visit, press });
  });
}

export const posted = ({ calls }: PublishedPages) =>
  Object.fromEntries(new URLSearchParams(calls.at(-1)?.body));
export const paths = ({ calls }: PublishedPages) => calls.map(({ method, path }) => `${method} ${path}`);

/** A virtual authenticator would answer autofill at once. */
export const template = '<passkey-signin without-autofill></passkey-signin>';
