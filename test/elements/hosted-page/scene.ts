import { after, before } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { addAuthenticator, openAuthenticators } from '../../support/chromium-authenticator.ts';
import { openChromium } from '../../support/open-chromium.ts';
import { pageScript } from '../../support/page-scripts.ts';
import { PublishedPages, type PagesOptions } from '../../support/published-pages.ts';
import type {} from './page.ts';

let browser: Browser;
let script: string;

before(async () => {
  script = await pageScript('test/elements/hosted-page/page.ts');
  browser = await openChromium();
});
after(() => browser.close());

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

/** Ada has a passkey, unless the person is new, and a hosted page with the element in its template. */
export async function open(
  { isNew = false, ...options }: Partial<PagesOptions> & { readonly isNew?: boolean },
  run: (scene: Scene) => Promise<void>,
): Promise<void> {
  const families = ['usernameless-webauthn'] as const;
  const pages = await PublishedPages.open({ families, script, ...options });
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await addAuthenticator(await openAuthenticators(page));
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
  } finally {
    await context.close();
    await pages.close();
  }
}

export const posted = ({ calls }: PublishedPages) =>
  Object.fromEntries(new URLSearchParams(calls.at(-1)?.body));
export const paths = ({ calls }: PublishedPages) => calls.map(({ method, path }) => `${method} ${path}`);

/** A virtual authenticator would answer autofill at once. */
export const template = '<passkey-signin without-autofill></passkey-signin>';
