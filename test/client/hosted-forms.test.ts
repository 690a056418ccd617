import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fields, paths, signIn, signUp, visit } from './hosted-pages/visit.ts';

describe('an activation link', () => {
  it('registers the first passkey of a new account by its code', () =>
    visit({}, async ({ pages, start, leave }) => {
      pages.codes.set('123456', pages.addUser('ada@example.com'));
      await start('activate?code=123456');
      const activate = (): void => void window.openClient().hostedPage?.activate();
      assert.equal(await leave(activate), '/app/callback');
      assert.deepEqual(paths(pages), [
        'GET activate/usernameless-webauthn/begin',
        'POST activate/usernameless-webauthn/finish',
        'POST activate',
      ]);
      assert.equal(pages.calls[1]?.query['code'], '123456');
    }));

  it('without its code is a mistake of the page', () =>
    visit({}, async ({ page, start }) => {
      await start('activate');
      const activate = () => window.failure(window.openClient().hostedPage?.activate());
      assert.equal((await page.evaluate(activate)).code, 'configuration');
    }));
});

describe("the form of the page's template", () => {
  const template = `<form id="template" method="post" action="">
    <input type="hidden" name="csrf" value="t0ken" />
    <input name="identifier" value="typed" />
    <input name="password" type="password" value="typed too" />
    <input type="hidden" name="authn_mode" value="password_view" />
    <button name="action" value="submit">Go on</button>
    <button name="submit">Another</button>
  </form>`;

  it('carries the result with its own fields, and without a password that was typed before', () =>
    visit({ template }, async ({ pages, start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      assert.equal(await leave(signIn), '/app/callback');
      assert.deepEqual(fields(pages), {
        csrf: 't0ken',
        identifier: 'typed',
        authn_mode: 'usernameless_web_authn_view',
        web_authn_error: '',
      });
    }));

  it('carries a password', () =>
    visit({ template }, async ({ pages, start, leave }) => {
      await start();
      await leave(() => void window.openClient().signInWithPassword('ada@example.com', 'secret'));
      assert.deepEqual(fields(pages), {
        csrf: 't0ken',
        identifier: 'ada@example.com',
        password: 'secret',
        authn_mode: 'password_view',
      });
    }));

  it('leads to another view', () =>
    visit({ template }, async ({ page, pages, start, leave }) => {
      await start();
      await leave(() => window.openClient().hostedPage?.changeView('change_to_password'));
      assert.equal(fields(pages)['action'], 'change_to_password');
      assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'change_to_password');
    }));

  for (const [what, foreign] of [
    ['leads elsewhere', '<form id="template" method="post" action="https://evil.example/"></form>'],
    ['is not posted', '<form id="template" action=""></form>'],
  ] as const) {
    it(`is not used if it ${what}`, () =>
      visit({ template: foreign }, async ({ start, leave }) => {
        await start();
        assert.equal(await leave(signUp), '/app/callback');
      }));
  }
});

describe('a transaction', () => {
  it('of another browser is refused, and its end is told as that', () =>
    visit({}, async ({ page, start }) => {
      await start();
      const context = page.browserContext();
      await context.deleteCookie(...(await context.cookies()));
      const attempt = () => window.failure(window.openClient({ mode: 'smart' }).signIn());
      assert.deepEqual(await page.evaluate(attempt), {
        code: 'challenge_expired',
        status: 410,
        message: 'login/options was refused with status 410: The login session has expired.',
      });
    }));
});
