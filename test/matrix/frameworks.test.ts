import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, ConsoleMessage, Page } from 'puppeteer-core';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import type { Site } from '../support/site.ts';
import { openBundledSite } from './open-bundled-site.ts';

const frameworks = ['react', 'vue', 'svelte', 'angular'] as const;

describe('the elements', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await openBundledSite(frameworks.map((name) => `test/matrix/frameworks/${name}.ts`));
    browser = await openChromium();
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const framework of frameworks) {
    describe(`in ${framework}`, () => {
      let page: Page;
      const wrong: unknown[] = [];
      let begins = 0;

      before(async () => {
        await fetch(`${site.url}/_mock/reset`, { method: 'POST' });
        page = await (await browser.createBrowserContext()).newPage();
        page.setDefaultTimeout(5000);
        const cdp = await openAuthenticators(page);
        await addAuthenticator(cdp);
        await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
        page.on('pageerror', (error) => wrong.push(error));
        page.on('console', (message) => isOurs(message) && wrong.push(message.text()));
        page.on('request', (request) => (begins += request.url().endsWith('/begin') ? 1 : 0));
        await open();
        await page.evaluate(() => window.stage.enroll());
      });

      beforeEach(async () => {
        await open();
        begins = 0;
      });

      const open = async (): Promise<void> => {
        await page.goto(`${site.url}/${framework}`);
        await page.waitForFunction(() => 'stage' in window);
      };
      const hears = async (...expected: readonly string[]): Promise<void> => {
        await page.waitForFunction((count) => window.stage.heard.length >= count, {}, expected.length);
        assert.deepEqual(await page.evaluate(() => window.stage.heard), expected);
        assert.deepEqual(wrong.splice(0), []);
      };

      /** Puppeteer's `>>>` watches no shadow root. */
      const draws = async (tag: string, part: string): Promise<void> => {
        const find = (...[name, inner]: [string, string]) =>
          document.querySelector(name)?.shadowRoot?.querySelector(`[part=${inner}]`);
        await page.waitForFunction(find, {}, tag, part);
      };

      it('sign in: the function gets the tokens, the handler the event, and one request was enough', async () => {
        await page.evaluate(() => window.stage.show('signin', { client: 'usual' }));
        await hears('mode smart');
        assert.equal(begins, 1);
        await page.click('passkey-signin >>> [part=button]');
        await hears('mode smart', 'tokens', 'signed in by passkey');
      });

      it('take settings that come after they are on the page, and follow them', async () => {
        await page.evaluate(() => window.stage.show('signin', {}));
        await draws('passkey-signin', 'button');
        const change = (workspace: string) =>
          page.evaluate(
            (issuer) => window.stage.update({ issuer, poolId: 'customers' }),
            `${site.url}/acme/${workspace}`,
          );
        await change('shop');
        await hears('mode smart');
        await change('portal');
        await hears('mode smart', 'mode classic');
      });

      it('say nothing and ask for nothing when they go while they find out the mode', async () => {
        await page.evaluate(() => window.stage.show('signin', { client: 'silent' }));
        await draws('passkey-signin', 'button');
        await page.evaluate(() => window.stage.remove());
        assert.equal(await page.$('passkey-signin'), null);
        await page.evaluate(() => window.stage.answer());
        await hears();
        assert.equal(await page.evaluate(() => window.marks.promptedAt), undefined);
      });

      it('show the list of passkeys', async () => {
        await page.evaluate(async () => {
          await window.stage.signIn();
          window.stage.show('manager', { issuer: `${location.origin}/acme/shop` });
        });
        await hears('tokens', '1 in the list');
        await draws('passkey-manager', 'row');
      });
    });
  }
});

/** Chromium itself logs every refused request, such as one for a mode that the workspace lacks. */
const isOurs = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !message.text().startsWith('Failed to load resource');
