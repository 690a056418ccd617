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
  /** Opens a hosted page in a new transaction. */
  readonly visit: (name: string) => Promise<void>;
  /** Presses a button of the element, and follows where it leads. @returns that path */
  readonly press: (part?: string) => Promise<string>;
}

/** Ada has a passkey, unless the person is new, and a hosted page with the element in its template. */
async function open(
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

  for (const family of ['usernameless-webauthn', 'webauthn'] as const) {
    it(`creates an account on the page for it, without a single setting, by ${family}`, () =>
      open({ families: [family], template, isNew: true }, async ({ pages, page, visit, press }) => {
        await visit('register');
        await page.waitForSelector('passkey-signin >>> [part~="sign-in"]');
        await page.type('passkey-signin input', 'joan@example.com');
        assert.equal(await press(), '/app/callback');
        assert.deepEqual(paths(pages).slice(-3), [
          `POST register/${family}/begin`,
          `POST register/${family}/finish`,
          'POST register',
        ]);
        assert.equal(posted(pages)['identifier'], 'joan@example.com');
        assert.equal(posted(pages)['action'], 'submit');
        assert.ok(pages.users.some(({ identifier }) => identifier === 'joan@example.com'));
        assert.ok(paths(pages).every((path) => !path.includes('options')));
      }));
  }

  it('creates an account on the sign-in page that offers it', () =>
    open(
      { template: template.replace('>', ' sign-up>'), isNew: true },
      async ({ pages, page, visit, press }) => {
        await visit('login');
        await (await page.waitForSelector('passkey-signin >>> [part~="sign-up"]'))?.click();
        await page.waitForSelector('passkey-signin >>> [part~="sign-in"]');
        await page.type('passkey-signin input', 'joan@example.com');
        assert.equal(await press(), '/app/callback');
        assert.deepEqual(paths(pages).slice(-2), [
          'POST register/usernameless-webauthn/finish',
          'POST register',
        ]);
      },
    ));

  it('leads from the page for new accounts to the one for sign-in, by the form', () =>
    open({ template, isNew: true }, async ({ pages, visit, press }) => {
      await visit('register');
      await press('sign-in');
      assert.equal(posted(pages)['action'], 'back_to_main_login_page');
    }));

  it('sets up the passkey of an account that a link activates, without asking for a name', () =>
    open({ template, isNew: true }, async ({ pages, page, visit, press }) => {
      pages.codes.set('c0de', pages.addUser('grace@example.com'));
      await visit('activate?code=c0de');
      await page.waitForSelector('passkey-signin >>> [part~="title"]');
      assert.equal(await page.$eval('passkey-signin input', (input) => input.checkVisibility()), false);
      assert.equal(await press(), '/app/callback');
    }));

  it('says that a link is over, and what to do', () =>
    open({ template, isNew: true }, async ({ page, visit }) => {
      await visit('activate?code=used');
      await (await page.waitForSelector('passkey-signin >>> [part~="button"]'))?.click();
      const status = await page.waitForSelector('passkey-signin >>> [part~="status"]:not(:empty)');
      assert.match((await status?.evaluate((told) => told.textContent)) ?? '', /Ask for a new one/);
    }));

  it('leads back to the app when its transaction is over in the middle of a sign-up', () =>
    open(
      { template: template.replace('>', ' app-url="/app">'), isNew: true },
      async ({ page, pages, visit }) => {
        await visit('register');
        await page.waitForSelector('passkey-signin >>> [part~="sign-in"]');
        await page.type('passkey-signin input', 'joan@example.com');
        pages.endTransactions();
        await (await page.waitForSelector('passkey-signin >>> [part~="button"]'))?.click();
        const link = await page.waitForSelector('passkey-signin >>> [part~="restart"]');
        assert.match((await link?.evaluate((found) => found.getAttribute('href'))) ?? '', /\/app$/);
      },
    ));
});
