import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Calls, errorCode, forAnybody, origin, Person, pool } from './calls.ts';
import { amr, begin, byName, classic, setPool, smart, readText, Visitor } from './hosted-visitor.ts';
import { Browser, codeOf } from './oauth-browser.ts';

const loginPage = `${origin}${pool}/login`;

test("an authorization leads to the pool's page, with the workspace and the sign-in in its query", async () => {
  const [, page] = await begin();
  assert.equal(page.origin + page.pathname, loginPage);
  assert.deepEqual([...page.searchParams.keys()], ['server_id', 'login_id', 'login_state']);
  assert.equal(page.searchParams.get('server_id'), 'shop');
});

test('a Smart sign-in is options, finish without an answer, and the form that goes back to the client', async () => {
  const [visitor, page] = await begin();
  await visitor.person.enrol();
  const options = await visitor.options(page);
  assert.equal('allowCredentials' in options.publicKey, false);
  const done = await visitor.confirm(page);
  assert.deepEqual([done.status, done.body], [204, undefined]);
  assert.deepEqual(await amr(visitor, await visitor.goOn(page, smart)), ['pop']);
});

test('a Classic sign-in names the person, and an empty user handle counts as none', async () => {
  const [visitor, page] = await begin('portal');
  await visitor.person.enrol('portal');
  const options = await visitor.options(page, 'webauthn', byName);
  assert.equal(options.publicKey.allowCredentials?.length, 1);
  assert.equal((await visitor.confirm(page, 'webauthn', byName)).status, 204);
  assert.deepEqual(await amr(visitor, await visitor.goOn(page, classic)), ['pop']);
});

test('a Classic sign-in may name the person by ID', async () => {
  const [visitor, page] = await begin('portal');
  await visitor.person.enrol('portal');
  const { id = '' } = await visitor.browser.calls.me('portal');
  const [byId, byIdentifier] = [
    await visitor.options(page, 'webauthn', { identifier: '', user_id: id }),
    await visitor.options(page, 'webauthn', byName),
  ];
  assert.deepEqual(byId.publicKey.allowCredentials, byIdentifier.publicKey.allowCredentials);
  const unknown = await visitor.options(page, 'webauthn', { identifier: '', user_id: 'nobody' });
  assert.equal(unknown.publicKey.allowCredentials?.length, 1);
});

test('the form without a ceremony before it is the page again, with the reason', async () => {
  const [visitor, page] = await begin();
  const reply = await visitor.browser.submit(page, smart);
  assert.equal(reply.status, 400);
  assert.match(await readText(reply), /role="alert"><p>The passkey was not confirmed\. Try again\.<\/p>/);
});

test('an error that the page reports is shown as text', async () => {
  const [visitor, page] = await begin();
  const form = { ...smart, web_authn_error: '<b>NotAllowedError</b>' };
  assert.match(
    await readText(await visitor.browser.submit(page, form)),
    /<p>&lt;b&gt;NotAllowedError&lt;\/b&gt;<\/p>/,
  );
});

describe('the password form', () => {
  const right = { authn_mode: 'password_view', identifier: 'ada@example.com', password: 'analytical engine' };

  test('goes back to the client, which the policy of the page lets it', async () => {
    const [visitor, page] = await begin();
    const shown = await visitor.browser.get(page.href);
    assert.match(
      shown.headers.get('Content-Security-Policy') ?? '',
      /form-action 'self' http:\/\/localhost:9999$/,
    );
    assert.deepEqual(await amr(visitor, await visitor.goOn(page, right)), ['pwd']);
  });

  test('shows its error and keeps the identifier, but not the password', async () => {
    const [visitor, page] = await begin();
    const reply = await visitor.browser.submit(page, { ...right, password: 'wrong horse' });
    const text = await readText(reply);
    assert.equal(reply.status, 401);
    assert.match(text, /The identifier or the password is wrong\./);
    assert.match(text, /value="ada@example\.com"/);
    assert.doesNotMatch(text, /wrong horse/);
  });

  test('leads to the second step, which only the same person can take', async () => {
    const [visitor, page] = await begin();
    const { calls } = visitor.browser;
    const grace = new Person(calls, 'grace@example.com');
    await grace.enrol();
    await visitor.person.enrol();
    const factors = {
      second_factor_authentication_mechanisms: ['webauthn'],
      authentication_mechanisms: ['password'],
    };
    await setPool(calls, { ...factors, preferred_authentication_mechanism: 'password' });
    const step = await visitor.browser.submit(page, right);
    assert.equal(step.status, 200);
    assert.match(await readText(step), /One more step, Ada/);
    const other = grace.get(await visitor.options(page));
    assert.equal((await visitor.send(page, 'usernameless-webauthn/finish', other)).status, 401);
    assert.equal((await visitor.confirm(page)).status, 204);
    assert.deepEqual(await amr(visitor, await visitor.goOn(page, smart)), ['pwd', 'pop']);
  });

  test('is limited like every other guess', async () => {
    const [visitor, page] = await begin();
    const guess = () => visitor.browser.submit(page, { ...right, password: 'x' });
    for (let guesses = 0; guesses < 10; guesses += 1) assert.equal((await guess()).status, 401);
    const last = await guess();
    assert.deepEqual([last.status, last.headers.get('Retry-After')], [429, '300']);
  });
});

describe('an action of the form', () => {
  const views = [
    ['change_to_password', /preferred="other"/],
    ['change_to_web_authn', /preferred="passkey"/],
    ['change_to_lost_passkey', /Send a code/],
  ] as const;

  for (const [action, shows] of views) {
    test(`${action} shows the page in that view`, async () => {
      const [visitor, page] = await begin('portal');
      const reply = await visitor.browser.submit(page, { action });
      assert.equal(reply.status, 200);
      assert.match(await readText(reply), shows);
    });
  }

  test('that the workspace does not have is refused on the page', async () => {
    const [visitor, page] = await begin('portal');
    const reply = await visitor.browser.submit(page, { action: 'change_to_usernameless_web_authn' });
    assert.equal(reply.status, 403);
    assert.match(await readText(reply), /This way to sign in is not active here\./);
  });

  test('leads to the sign-up and back to the page', async () => {
    const [visitor, page] = await begin();
    const there = (await visitor.browser.submit(page, { action: 'change_to_register' })).headers.get(
      'Location',
    );
    assert.equal(there, page.href.replace('/login?', '/register?'));
    assert.equal((await visitor.browser.get(there ?? '')).status, 200);
    const back = await visitor.browser.submit(page, { action: 'back_to_main_login_page' });
    assert.equal(back.headers.get('Location'), page.href);
  });

  test('of a name that objects inherit is none', async () => {
    const [visitor, page] = await begin();
    assert.equal((await visitor.browser.submit(page, { action: 'constructor' })).status, 400);
    assert.equal((await visitor.browser.submit(page, { authn_mode: 'constructor' })).status, 400);
  });
});

describe('a person who is signed in and asked again', () => {
  async function askedAgain(): Promise<[Visitor, URL]> {
    const browser = new Browser(new Calls());
    await new Person(browser.calls).enrol();
    await browser.signIn(await browser.authorize());
    return [new Visitor(browser, 'grace@example.com'), await browser.authorize({ prompt: 'login' })];
  }

  test('is named on the page, and cannot be changed', async () => {
    const [visitor, page] = await askedAgain();
    const text = await readText(await visitor.browser.get(page.href));
    assert.match(text, /Is it still you, Ada\?/);
    assert.match(text, /<input id="username"[^>]* value="ada@example\.com"[^>]* readonly/);
  });

  test('is the only one who can answer', async () => {
    const [visitor, page] = await askedAgain();
    await visitor.person.enrol();
    assert.equal((await visitor.confirm(page)).status, 401);
    const form = {
      authn_mode: 'password_view',
      identifier: 'grace@example.com',
      password: 'nanosecond wire',
    };
    assert.equal((await visitor.browser.submit(page, form)).status, 401);
    const own = { ...form, identifier: 'ada@example.com', password: 'analytical engine' };
    assert.notEqual(codeOf(await visitor.goOn(page, own)), '');
  });
});

describe('in another browser than the one that began', () => {
  test('neither the page, nor its calls, nor its form go on', async () => {
    const [visitor, page] = await begin();
    await visitor.person.enrol();
    const other = new Visitor(visitor.browser.another());
    assert.equal((await other.browser.get(page.href)).status, 400);
    const refused = await other.send(page, 'usernameless-webauthn/options');
    assert.deepEqual([refused.status, errorCode(refused)], [400, 'transaction_over']);
    assert.equal((await visitor.confirm(page)).status, 204);
    assert.equal((await other.browser.submit(page, smart)).status, 400);
    assert.notEqual(codeOf(await visitor.goOn(page, smart)), '');
  });

  test('a challenge of one sign-in does not finish another', async () => {
    const [visitor, page] = await begin();
    await visitor.person.enrol();
    const options = await visitor.options(page);
    const second = await visitor.browser.authorize();
    const answer = visitor.person.get(forAnybody(options));
    const refused = await visitor.send(second, 'usernameless-webauthn/finish', answer);
    assert.deepEqual([refused.status, errorCode(refused)], [401, 'challenge_expired']);
  });
});

test('options are to be had without a sign-in, but nothing is finished without one', async () => {
  const visitor = new Visitor(new Browser(new Calls()));
  await visitor.person.enrol();
  const page = new URL(`${loginPage}?server_id=shop`);
  const refused = await visitor.confirm(page);
  assert.deepEqual([refused.status, errorCode(refused)], [400, 'transaction_over']);
});
