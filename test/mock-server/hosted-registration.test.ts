import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Calls, errorCode, origin, Person, pool, system } from './calls.ts';
import { amr, begin, classic, readText, Visitor } from './hosted-visitor.ts';
import { Browser } from './oauth-browser.ts';

describe('sign-up', () => {
  for (const query of ['', '?server_id=shop']) {
    test(`begins as the vendor's documents print it, with the query "${query}"`, async () => {
      const calls = new Calls();
      const body = { identifier: 'johndoe@example.com' };
      const path = `${pool}/register/usernameless-webauthn`;
      const begun = await calls.call('POST', `${path}/begin${query}`, { body });
      assert.equal(begun.status, 200);
      const made = new Person(calls).create(begun.body as CredentialCreation);
      assert.equal((await calls.call('POST', `${path}/finish${query}`, { body: made })).status, 204);
      const again = await calls.call('POST', `${path}/begin${query}`, { body });
      assert.deepEqual([again.status, errorCode(again)], [409, 'user_exists']);
    });
  }

  test('in Classic mode is open while a workspace of the pool has it', async () => {
    const body = { identifier: 'johndoe@example.com' };
    const begun = await new Calls().call('POST', `${pool}/register/webauthn/begin`, { body });
    assert.equal(begun.status, 200);
  });

  test('within a sign-in goes on with it by its form', async () => {
    const [visitor, login] = await begin();
    const page = new URL(login.href.replace('/login?', '/register?'));
    const begun = await visitor.send(page, 'usernameless-webauthn/begin', { identifier: 'new@example.com' });
    const made = visitor.person.create(begun.body as CredentialCreation);
    assert.equal((await visitor.send(page, 'usernameless-webauthn/finish', made)).status, 204);
    assert.deepEqual(await amr(visitor, await visitor.goOn(page, { action: 'submit' })), ['pop']);
  });

  test('whose form comes without a ceremony is the page again', async () => {
    const [visitor, login] = await begin();
    const page = new URL(login.href.replace('/login?', '/register?'));
    const reply = await visitor.browser.submit(page, { action: 'submit' });
    assert.equal(reply.status, 400);
    assert.match(await readText(reply), /The passkey was not confirmed/);
  });
});

/** The newest message that would have been sent. */
async function lastMessage(calls: Calls): Promise<{ code: string; extended_code: string }> {
  const { body } = await calls.call('GET', '/_mock/outbox');
  const { messages } = body as { messages: { code: string; extended_code: string }[] };
  return messages.at(-1) ?? { code: '', extended_code: '' };
}

describe('a link with a code', () => {
  async function linked(): Promise<[Visitor, URL]> {
    const browser = new Browser(new Calls(), 'portal');
    const token = await browser.calls.backendToken();
    const body = { address: 'ada@example.com' };
    await browser.calls.call('POST', `${system}/user/webauthn/add/request`, { token, body });
    const { extended_code } = await lastMessage(browser.calls);
    const url = `${origin}${pool}/activate?server_id=portal&code=${extended_code}`;
    return [new Visitor(browser), new URL(url)];
  }

  test('gives a passkey to the person whom it was sent to, once', async () => {
    const [visitor, page] = await linked();
    assert.equal((await visitor.browser.get(page.href)).status, 200);
    const begun = await visitor.send(page, 'webauthn/begin', undefined, 'GET');
    const made = visitor.person.create(begun.body as CredentialCreation);
    assert.equal((await visitor.send(page, 'webauthn/finish', made)).status, 204);
    assert.equal((await visitor.browser.calls.passkeys('portal')).length, 1);
    assert.match(await readText(await visitor.browser.submit(page, { action: 'submit' })), /You are all set/);
    assert.equal((await visitor.send(page, 'webauthn/begin', undefined, 'GET')).status, 401);
  });

  test('that is wrong or too old is one refusal', async () => {
    const [visitor, page] = await linked();
    const wrong = new URL(page.href.replace(/code=.*/, 'code=x'));
    assert.equal((await visitor.send(wrong, 'webauthn/begin', undefined, 'GET')).status, 401);
    visitor.browser.calls.world.advance(601);
    assert.equal((await visitor.send(page, 'webauthn/begin', undefined, 'GET')).status, 401);
  });
});

describe('a lost passkey', () => {
  const identifier = 'ada@example.com';

  test('is replaced after a code by mail, which also signs in', async () => {
    const [visitor, page] = await begin('portal');
    const { browser } = visitor;
    assert.equal((await visitor.send(page, 'webauthn/begin', { identifier })).status, 400);
    assert.match(
      await readText(await browser.submit(page, { authn_mode: 'lost_passkey_view', identifier })),
      /If ada@example\.com has an account here, a code is on its way\./,
    );
    const { code } = await lastMessage(browser.calls);
    const wrong = await browser.submit(page, { authn_mode: 'code_view', identifier, code: '0' });
    assert.match(await readText(wrong), /The code is wrong or no longer valid\./);
    assert.equal((await browser.submit(page, { authn_mode: 'code_view', identifier, code })).status, 200);
    const begun = await visitor.send(page, 'webauthn/begin', { identifier });
    const made = visitor.person.create(begun.body as CredentialCreation);
    assert.equal((await visitor.send(page, 'webauthn/finish', made)).status, 204);
    assert.deepEqual(await amr(visitor, await visitor.goOn(page, classic)), ['otp', 'pop']);
  });

  test('of somebody without an account looks the same', async () => {
    const [visitor, page] = await begin('portal');
    const form = { authn_mode: 'lost_passkey_view', identifier: 'nobody@example.com' };
    assert.match(
      await readText(await visitor.browser.submit(page, form)),
      /If nobody@example\.com has an account/,
    );
  });

  test('is not on offer in Smart mode', async () => {
    const [visitor, page] = await begin();
    const form = { authn_mode: 'lost_passkey_view', identifier };
    await visitor.browser.submit(page, form);
    assert.equal((await lastMessage(visitor.browser.calls)).code, '');
  });
});
