import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostedSignIn, parseHostedPage, type PageLocation } from '../../src/api/hosted-page.ts';
import { hostedPageConfig } from '../../src/client/hosted-page.ts';
import { hostedSignInPage } from '../../src/api/urls.ts';
import { at, json, server } from './answers.ts';

const query = '?server_id=shop&login_id=l%201&login_state=s%2B1';
const toLocation = (href: string): PageLocation => new URL(href);

const layouts = [
  [
    'standard',
    'https://host.example/acme/identity/customers/login',
    'https://host.example/acme/shop',
    'acme',
  ],
  [
    'behind a proxy',
    'https://host.example/auth/acme/identity/customers/login',
    'https://host.example/auth/acme/shop',
    'acme',
  ],
  [
    'vanity domain of a tenant',
    'https://acme.example/identity/customers/login',
    'https://acme.example/shop',
    '',
  ],
  [
    'vanity domain of a workspace',
    'https://login.acme.example/identity/customers/login',
    'https://login.acme.example/shop',
    '',
  ],
] as const;

for (const [layout, page, issuer, tenantId] of layouts) {
  test(`a hosted page has its configuration in its URL: ${layout}`, () => {
    const config = hostedPageConfig(toLocation(page + query));
    const rest = { workspaceId: 'shop', poolId: 'customers', transaction: 'from-url' };
    assert.deepEqual(config, { issuer, tenantId, ...rest });
    assert.equal(config && hostedSignInPage(config), page, 'the client finds its own page again');
  });
}

for (const href of [
  'https://host.example/acme/identity/customers/login',
  `https://host.example/signin${query}`,
  'https://host.example/acme/identity/customers/login?server_id=shop&login_id=1',
  'https://host.example/acme/identity/customers/login?server_id=&login_id=1&login_state=2',
]) {
  test(`a page without a whole transaction or at another address is none: ${href}`, () => {
    assert.equal(hostedPageConfig(toLocation(href)), undefined);
  });
}

const page = parseHostedPage(
  toLocation(`https://host.example/acme/identity/customers/login${query}&theme=dark`),
)!;
const assertion = {
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  response: { signature: 'AA' },
  clientExtensionResults: {},
};

test('only the transaction of the page goes with its calls, escaped as it came', async () => {
  const { requests, fetch } = server(json({ publicKey: { challenge: 'AAAA' } }));
  await hostedSignIn(at(fetch), page, {}).loginBegin('usernameless-webauthn', {});
  assert.equal(
    requests[0]?.url,
    'https://host.example/acme/identity/customers/login/usernameless-webauthn/options?server_id=shop&login_id=l+1&login_state=s%2B1',
  );
});

test('a user handle that the authenticator did not give is sent as an empty text', async () => {
  const { requests, fetch } = server(new Response('<p>OK'));
  const { form } = (await hostedSignIn(at(fetch), page, {}).loginComplete('webauthn', assertion)) as {
    readonly form: object;
  };
  assert.deepEqual(form, { authn_mode: 'web_authn_view', web_authn_error: '' });
  assert.equal(
    await requests[0]?.text(),
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"","signature":"AA"}}',
  );
});

for (const [status, body, code] of [
  [403, '{"error":"not allowed"}', 'verification_failed'],
  [400, '<h1>Bad request', 'verification_failed'],
  [410, '', 'challenge_expired'],
  [500, '{"error":"down"}', 'server_error'],
  [302, '', 'bad_response'],
] as const) {
  test(`a finish that is answered with ${status} ${body} is no sign-in`, async () => {
    const { fetch } = server(new Response(body, { status }));
    const call = hostedSignIn(at(fetch), page, {}).loginComplete('webauthn', assertion);
    await assert.rejects(call, { code });
  });
}
