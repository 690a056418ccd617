import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import { pageScript } from '../support/page-scripts.ts';
import { PublishedPages, type PagesOptions } from '../support/published-pages.ts';
import type {} from './hosted-page/page.ts';

let browser: Browser;
let script: string;

interface Scene {
  readonly pages: PublishedPages;
  readonly page: Page;
  /** Opens the hosted page in a new transaction and presses the button of the element. @returns the path it led to */
  readonly signIn: () => Promise<string>;
}

/** Ada has a passkey, and a hosted page with the element in its template. */
async function open(options: Partial<PagesOptions>, run: (scene: Scene) => Promise<void>): Promise<void> {
  const families = ['usernameless-webauthn'] as const;
  const pages = await PublishedPages.open({ families, script, ...options });
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await addAuthenticator(await openAuthenticators(page));
    await page.goto(pages.startUrl());
    await page.waitForFunction(() => 'signUp' in window);
    await Promise.all([page.waitForNavigation(), page.evaluate(() => window.signUp())]);
    const signIn = async (): Promise<string> => {
      pages.calls.length = 0;
      await page.goto(pages.startUrl());
      const button = await page.waitForSelector('passkey-signin >>> [part~="button"]:not([disabled])');
      await Promise.all([page.waitForNavigation(), button?.click()]);
      return new URL(page.url()).pathname;
    };
    await run({ pages, page, signIn });
  } finally {
    await context.close();
    await pages.close();
  }
}

const posted = ({ calls }: PublishedPages) => Object.fromEntries(new URLSearchParams(calls.at(-1)?.body));
const paths = ({ calls }: PublishedPages) => calls.map(({ method, path }) => `${method} ${path}`);

describe('<passkey-signin> on a hosted page of Connect', () => {
  before(async () => {
    script = await pageScript('test/elements/hosted-page/page.ts');
    browser = await openChromium();
  });
  after(() => browser.close());

  // A virtual authenticator would answer autofill at once.
  const template = '<passkey-signin without-autofill></passkey-signin>';

  it('signs in without a single setting', () =>
    open({ template }, async ({ pages, signIn }) => {
      assert.equal(await signIn(), '/app/callback');
      assert.deepEqual(paths(pages).slice(-2), ['POST login/usernameless-webauthn/finish', 'POST login']);
    }));

  it('asks for the person whom the template names, in Classic mode', () =>
    open(
      {
        families: ['webauthn'],
        template: '<passkey-signin mode="classic" identifier="ada@example.com"></passkey-signin>',
      },
      async ({ pages, page, signIn }) => {
        assert.equal(await signIn(), '/app/callback');
        const options = pages.calls.find(({ path }) => path === 'login/webauthn/options');
        assert.deepEqual(JSON.parse(options?.body ?? '{}'), { identifier: 'ada@example.com', user_id: '' });
        assert.equal(posted(pages)['authn_mode'], 'web_authn_view');
        assert.doesNotMatch(page.url(), /login_id/);
      },
    ));

  it("sends the page's own form where it stands in one", () =>
    open(
      {
        template: `<form method="post"><input type="hidden" name="csrf_token" value="c1">${template}</form>`,
      },
      async ({ pages, signIn }) => {
        assert.equal(await signIn(), '/app/callback');
        assert.equal(posted(pages)['csrf_token'], 'c1');
        assert.equal(posted(pages)['web_authn_error'], '');
      },
    ));
});
