import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPasskeys } from '../../src/index.ts';
import { PasskeyError } from '../../src/errors.ts';
import { resolveOptions } from '../../src/client/context.ts';
import { signInContext } from '../../src/client/sign-in/options.ts';

const issuer = 'https://connect.example.com/acme/shop';

test('a client is made in Node without a page, and can do nothing there but say so', async () => {
  const passkeys = createPasskeys({ issuer, poolId: 'customers' });
  assert.equal((await passkeys.support()).webauthn, false);
  await assert.rejects(passkeys.signIn(), { name: 'PasskeyError', code: 'unsupported' });
  passkeys.autofill({ onSignedIn: () => assert.fail() }).stop();
});

test('the options are a copy: what the caller changes later changes nothing', () => {
  const config = { issuer, redirectOrigins: ['https://app.example.com/path'] };
  const settings = resolveOptions(config);
  config.redirectOrigins.push('https://evil.example');
  config.issuer = 'https://evil.example/a/b';
  assert.equal(settings.issuer, issuer);
  assert.deepEqual(settings.redirectOrigins, ['https://connect.example.com', 'https://app.example.com']);
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

test('a sign-in belongs to the workspace, or to the OAuth transaction', () => {
  assert.deepEqual(signInContext(resolveOptions({ issuer })), { workspace_id: 'shop' });
  const transaction = { loginId: 'l1', loginState: 's1' };
  assert.deepEqual(signInContext(resolveOptions({ issuer, transaction })), {
    login_id: 'l1',
    login_state: 's1',
  });
  const other = { loginId: 'l2', loginState: 's2' };
  assert.deepEqual(signInContext(resolveOptions({ issuer, transaction }), other), {
    login_id: 'l2',
    login_state: 's2',
  });
});

test('a vanity domain of one workspace has to name the workspace', () => {
  const settings = resolveOptions({ issuer: 'https://login.example.com' });
  assert.throws(() => signInContext(settings), { code: 'configuration' });
  const named = resolveOptions({ issuer: 'https://login.example.com', workspaceId: 'shop' });
  assert.deepEqual(signInContext(named), { workspace_id: 'shop' });
});

for (const name of ['onBegin', 'onComplete'] as const) {
  test(`an error of the page's own ${name} is told as the page's`, () => {
    const cause = new TypeError('body.user is undefined');
    const hooks = { [name]: () => assert.fail(cause) };
    const hook = resolveOptions({ issuer, ...hooks })[name];
    const reshape = () => hook?.({}, { ceremony: 'sign-in', mode: 'smart' });
    assert.throws(reshape, { code: 'configuration', cause, message: new RegExp(name) });
  });

  test(`a PasskeyError that the page's own ${name} chose is told as it is`, () => {
    const chosen = new PasskeyError('forbidden', 'Not from here.');
    const hooks = { [name]: () => assert.fail(chosen) };
    const hook = resolveOptions({ issuer, ...hooks })[name];
    assert.throws(() => hook?.({}, { ceremony: 'sign-in', mode: 'smart' }), chosen);
  });
}
