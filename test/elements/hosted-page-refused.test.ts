import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { open, paths, posted, template } from './hosted-page/scene.ts';

/** The words of the element, and where its button to start again leads; `''` for a button without a link. */
async function readExpired(page: Page): Promise<{ readonly text: string; readonly href: string }> {
  const restart = await page.waitForSelector('passkey-signin >>> [part~="restart"]');
  const href = await restart!.evaluate((link) => link.getAttribute('href') ?? '');
  const text = await page.$eval('passkey-signin >>> [part~="status"]', (status) => status.textContent ?? '');
  return { text: text.trim(), href };
}

const withWayBack = template.replace('>', ' app-url="/app/callback">');
const expired = /^This sign-in has expired or was already used\. Go back to where you came from/;

const click = async (page: Page): Promise<void> => {
  const button = await page.waitForSelector('passkey-signin >>> [part~="button"]');
  await button?.click();
};

describe('<passkey-signin> on a hosted page that is not as it should be', () => {
  it('without its query says that signing in starts elsewhere, and asks the server for nothing', () =>
    open({ template: withWayBack, isNew: true }, async ({ pages, page, press }) => {
      await page.goto(`${pages.url}/acme/identity/customers/login`);
      await click(page);
      assert.match((await readExpired(page)).text, expired);
      assert.deepEqual(paths(pages), []);
      assert.equal(await press('restart'), '/app/callback');
    }));

  it('does not give the sign-in to a form that leads elsewhere', () =>
    open(
      { template: `<form method="post" action="https://evil.example/">${template}</form>` },
      async ({ pages, signIn }) => {
        assert.equal(await signIn(), '/app/callback');
        assert.equal(posted(pages)['authn_mode'], 'usernameless_web_authn_view');
      },
    ));

  it('with two elements signs in once, by the one that is pressed', () =>
    open({ template: `<div>${template}</div>${template}` }, async ({ pages, page, visit }) => {
      await visit('login');
      await page.waitForFunction(() => document.querySelectorAll('passkey-signin:defined').length === 2);
      const buttons = await page.$$('passkey-signin >>> [part~="button"]');
      await Promise.all([page.waitForNavigation(), buttons.at(-1)?.click()]);
      assert.equal(new URL(page.url()).pathname, '/app/callback');
      assert.deepEqual(
        paths(pages).filter((path) => !path.endsWith('options')),
        ['POST login/usernameless-webauthn/finish', 'POST login'],
      );
    }));

  it('in a tab whose sign-in another tab has replaced leads back to the app', () =>
    open({ template: withWayBack }, async ({ pages, page, visit, press }) => {
      await visit('login');
      await page.waitForSelector('passkey-signin >>> [part~="button"]');
      const other = await page.browserContext().newPage();
      await other.goto(pages.startUrl());
      await other.close();
      await click(page);
      assert.match((await readExpired(page)).text, expired);
      assert.equal(await press('restart'), '/app/callback');
    }));

  it('after the button Back says that the sign-in was used, and leads back to the app', () =>
    open({ template: withWayBack }, async ({ page, signIn, press }) => {
      assert.equal(await signIn(), '/app/callback');
      await page.goBack();
      assert.match((await readExpired(page)).text, expired);
      assert.equal(await press('restart'), '/app/callback');
    }));

  it('in a sign-in that is over, without an address of the app, offers to start again', () =>
    open({ template }, async ({ page, visit }) => {
      await visit('login');
      const context = page.browserContext();
      await context.deleteCookie(...(await context.cookies()));
      await click(page);
      const { text, href } = await readExpired(page);
      assert.match(text, expired);
      assert.equal(href, '');
    }));
});
