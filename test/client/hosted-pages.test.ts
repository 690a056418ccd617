import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fields, paths, signIn, signUp, visit } from './hosted-pages/visit.ts';

describe('on a hosted page without any configuration', () => {
  it('a person signs up with a passkey, and signs in with it in Smart mode', () =>
    visit({}, async ({ pages, start, leave }) => {
      await start();
      assert.equal(await leave(signUp), '/app/callback');
      assert.deepEqual(paths(pages), [
        'POST register/usernameless-webauthn/begin',
        'POST register/usernameless-webauthn/finish',
        'POST register',
      ]);
      assert.deepEqual(fields(pages), {
        identifier: 'ada@example.com',
        authn_mode: 'usernameless_web_authn_view',
        web_authn_error: '',
        action: 'submit',
      });
      pages.calls.length = 0;
      await start();
      assert.equal(await leave(signIn), '/app/callback');
      assert.deepEqual(paths(pages), [
        'POST login/usernameless-webauthn/options',
        'POST login/usernameless-webauthn/finish',
        'POST login',
      ]);
      assert.deepEqual(fields(pages), {
        identifier: '',
        authn_mode: 'usernameless_web_authn_view',
        web_authn_error: '',
      });
    }));

  it('each call carries the transaction, and the bodies are those of the page of Connect itself', () =>
    visit({}, async ({ pages, start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      pages.calls.length = 0;
      await leave(signIn);
      for (const { query } of pages.calls) {
        assert.deepEqual(Object.keys(query).sort(), ['login_id', 'login_state', 'server_id']);
      }
      const [options, finish] = pages.calls;
      assert.deepEqual([options?.body, options?.contentType], ['', undefined]);
      assert.deepEqual(Object.keys(JSON.parse(finish?.body ?? '{}') as object), [
        'id',
        'rawId',
        'type',
        'response',
      ]);
      assert.doesNotMatch(finish?.contentType ?? '', /json/);
    }));

  for (const finished of [
    { status: 204 },
    { status: 200, body: '<p>OK</p>' },
    { status: 201, body: 'null' },
  ]) {
    it(`every 2xx of finish is a success: ${JSON.stringify(finished)}`, () =>
      visit({ finished: () => finished }, async ({ start, leave }) => {
        await start();
        await leave(signUp);
        await start();
        assert.equal(await leave(signIn), '/app/callback');
      }));
  }

  it('signing in resolves before the page is left, and says that it is', () =>
    visit({}, async ({ page, start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      const result = await page.evaluate(async () => {
        HTMLFormElement.prototype.submit = () => undefined;
        return window.openClient().signIn();
      });
      assert.deepEqual(result, { is: 'redirecting', crossDevice: false });
    }));

  it('the reason of a refusal reaches the developer, and the next try gets a new challenge', () =>
    visit({}, async ({ pages, page, start, leave }) => {
      await start();
      await leave(signUp);
      const [ada] = pages.users;
      const passkeys = ada?.passkeys.splice(0) ?? [];
      await start();
      const attempt = () => window.failure(window.openClient().signIn());
      assert.deepEqual(await page.evaluate(attempt), {
        code: 'verification_failed',
        status: 401,
        message: 'login/finish was refused with status 401: Unknown passkey.',
      });
      ada?.passkeys.push(...passkeys);
      assert.equal(await leave(() => void window.passkeys.signIn()), '/app/callback');
    }));

  it('a passkey picked in autofill signs in, and the form goes on', () =>
    visit({}, async ({ start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      const pick = (): void => {
        document.body.append(document.createElement('input'));
        document.querySelector('input')?.setAttribute('autocomplete', 'username webauthn');
        window.openClient().autofill({ onSignedIn: Boolean });
      };
      assert.equal(await leave(pick), '/app/callback');
    }));

  it('after the transaction is over, the page that is come back to says so', () =>
    visit({}, async ({ page, start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      await leave(signIn);
      await page.goBack();
      await page.waitForFunction(() => 'openClient' in window);
      const attempt = () => window.failure(window.openClient({ mode: 'smart' }).signIn());
      const { code, status } = await page.evaluate(attempt);
      assert.deepEqual({ code, status }, { code: 'challenge_expired', status: 410 });
    }));
});

describe('on a hosted page in Classic mode', () => {
  const classic = { families: ['webauthn'] } as const;

  it('a person signs in by name', () =>
    visit(classic, async ({ pages, start, leave }) => {
      await start();
      await leave(signUp);
      await start();
      pages.calls.length = 0;
      const signInByName = (): void => void window.openClient().signIn({ identifier: 'ada@example.com' });
      assert.equal(await leave(signInByName), '/app/callback');
      const asked = pages.calls.find(({ path }) => path === 'login/webauthn/options');
      assert.equal(asked?.body, '{"identifier":"ada@example.com","user_id":""}');
      assert.equal(fields(pages)['authn_mode'], 'web_authn_view');
      assert.equal(fields(pages)['identifier'], 'ada@example.com');
    }));

  it('the person of a second step is asked for by the ID that the template gives', () =>
    visit(classic, async ({ pages, page, start, leave }) => {
      await start();
      await leave(signUp);
      const userId = pages.users[0]!.id;
      await start();
      await page.evaluate((id) => {
        window.openClient({ mode: 'classic', hosted: { userId: id } });
      }, userId);
      assert.equal(await leave(() => void window.passkeys.signIn()), '/app/callback');
      const asked = pages.calls.find(({ path }) => path === 'login/webauthn/options');
      assert.equal(asked?.body, JSON.stringify({ identifier: '', user_id: userId }));
      assert.equal(fields(pages)['user_id'], userId);
    }));

  it('a lost passkey is replaced after a code', () =>
    visit(classic, async ({ pages, start, leave }) => {
      pages.addUser('ada@example.com');
      await start('recover');
      const recover = (): void => void window.openClient().hostedPage?.recover('ada@example.com');
      assert.equal(await leave(recover), '/app/callback');
      assert.deepEqual(paths(pages), [
        'POST recover/webauthn/begin',
        'POST recover/webauthn/finish',
        'POST recover',
      ]);
    }));
});
