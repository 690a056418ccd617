import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createPasskeys } from '../../src/index.ts';
import { PasskeyError } from '../../src/errors.ts';
import { leavePage } from '../support/fake-page.ts';
import { identifier, issuer, SignInScene } from './sign-in-scene.ts';

afterEach(leavePage);

test('a client is made in Node without a page, and can do nothing there but say so', async () => {
  const passkeys = createPasskeys({ issuer, poolId: 'customers' });
  assert.equal((await passkeys.support()).webauthn, false);
  await assert.rejects(passkeys.signIn(), { name: 'PasskeyError', code: 'unsupported' });
  passkeys.autofill({ onSignedIn: () => assert.fail() }).stop();
});

test('the options are a copy: what the caller changes later changes nothing', async () => {
  const scene = new SignInScene();
  const config = { issuer, redirectOrigins: ['https://app.example.com/path'] };
  const passkeys = scene.client(config);
  config.redirectOrigins.push('https://evil.example');
  config.issuer = 'https://evil.example/a/b';
  scene.reply = { redirect_to: 'https://evil.example/' };
  await assert.rejects(passkeys.signIn(), { code: 'redirect_refused' });
  for (const allowed of ['https://connect.example.com/', 'https://app.example.com/']) {
    scene.reply = { redirect_to: allowed };
    assert.equal((await passkeys.signIn()).is, 'redirect');
  }
  for (const url of scene.urls) assert.ok(url.startsWith('https://connect.example.com/acme/'), url);
});

const mistakes: readonly (readonly [string, object])[] = [
  ['no issuer', {}],
  ['an issuer that is no URL', { issuer: 'acme/shop' }],
  ['an issuer with a query', { issuer: `${issuer}?x=1` }],
  ['an unknown mode', { issuer, mode: 'clever' }],
  ['a transaction that is none', { issuer, transaction: 'from-somewhere' }],
  ['a transaction without its state', { issuer, transaction: { loginId: 'l1' } }],
  ['a redirect origin that is none', { issuer, redirectOrigins: ['*'] }],
];

for (const [name, config] of mistakes) {
  test(`${name} is a mistake of the configuration, told at once`, () => {
    assert.throws(() => createPasskeys(config as { issuer: string }), { code: 'configuration' });
  });
}

test('a sign-in belongs to the workspace, or to the OAuth transaction', async () => {
  const scene = new SignInScene();
  await scene.client().signIn();
  const passkeys = scene.client({ transaction: { loginId: 'l1', loginState: 's1' } });
  await passkeys.signIn();
  const secondFactor = { is: 'second-factor', mechanisms: [], loginId: 'l2', loginState: 's2' } as const;
  await passkeys.signIn({ secondFactor });
  assert.deepEqual(scene.begins, [
    { workspace_id: 'shop' },
    { login_id: 'l1', login_state: 's1' },
    { login_id: 'l2', login_state: 's2' },
  ]);
});

test('a vanity domain of one workspace has to name the workspace', async () => {
  const scene = new SignInScene();
  const vanity = { issuer: 'https://login.example.com' };
  await assert.rejects(scene.client(vanity).signIn(), { code: 'configuration' });
  await scene.client({ ...vanity, workspaceId: 'shop' }).signIn();
  assert.deepEqual(scene.begins, [{ workspace_id: 'shop' }]);
});

for (const name of ['onBegin', 'onComplete'] as const) {
  test(`an error of the page's own ${name} is told as the page's`, async () => {
    const cause = new TypeError('body.user is undefined');
    const passkeys = new SignInScene().client({ [name]: () => assert.fail(cause) });
    await assert.rejects(passkeys.signIn({ identifier }), {
      code: 'configuration',
      cause,
      message: new RegExp(name),
    });
  });

  test(`a PasskeyError that the page's own ${name} chose is told as it is`, async () => {
    const chosen = new PasskeyError('forbidden', 'Not from here.');
    const passkeys = new SignInScene().client({ [name]: () => assert.fail(chosen) });
    await assert.rejects(passkeys.signIn({ identifier }), chosen);
  });
}
