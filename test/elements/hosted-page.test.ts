import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageReply } from '../support/site.ts';
import { open, paths, posted, template } from './hosted-page/scene.ts';

describe('<passkey-signin> on a hosted page of Connect', () => {
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

  for (const [step, family, attributes] of [
    ['a second step', 'webauthn', 'mode="classic"'],
    ['a re-authentication', 'usernameless-webauthn', 'mode="smart" without-autofill'],
  ] as const) {
    it(`names the person of ${step} to the server by the ID that the template gives`, async () => {
      let userId = '';
      const page = async () =>
        pageReply(
          `<passkey-signin ${attributes} identifier="ada@example.com" user-id="${userId}"></passkey-signin>
           <script type="module" src="/page.js"></script>`,
        );
      await open({ families: [family], page }, async ({ pages, signIn }) => {
        userId = pages.users[0]!.id;
        assert.equal(await signIn(), '/app/callback');
        const { user_id, identifier } = posted(pages);
        assert.deepEqual({ user_id, identifier }, { user_id: userId, identifier: 'ada@example.com' });
        const { body } = pages.calls.find(({ path }) => path.endsWith('/options'))!;
        const asked = { identifier: 'ada@example.com', user_id: userId };
        assert.equal(body, family === 'webauthn' ? JSON.stringify(asked) : '');
      });
    });
  }

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
