import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hostedSignInPage,
  selfServiceBase,
  signInEndpoints,
  systemBase,
  systemTokenEndpoint,
} from '../../src/api/urls.ts';
import { parseIssuer, type WorkspaceConfig } from '../../src/api/urls.ts';

const layouts: Readonly<Record<string, readonly [WorkspaceConfig, object]>> = {
  'the standard layout': [
    { issuer: 'https://host.example/acme/shop/', poolId: 'customers' },
    {
      self: 'https://host.example/acme/shop/identity',
      system: 'https://host.example/api/identity/acme',
      login: 'https://host.example/acme/identity/customers/login/{family}/begin',
      hosted: 'https://host.example/acme/identity/customers/login',
      token: 'https://host.example/acme/system/oauth2/token',
      workspaceId: 'shop',
    },
  ],
  'a vanity domain of the tenant': [
    { issuer: 'https://acme.us.connect.secureauth.com/shop', poolId: 'customers' },
    {
      self: 'https://acme.us.connect.secureauth.com/shop/identity',
      system: 'https://acme.us.connect.secureauth.com/api/identity',
      login: 'https://acme.us.connect.secureauth.com/identity/customers/login/{family}/begin',
      hosted: 'https://acme.us.connect.secureauth.com/identity/customers/login',
      token: 'https://acme.us.connect.secureauth.com/system/oauth2/token',
      workspaceId: 'shop',
    },
  ],
  'a path before the tenant': [
    { issuer: 'http://localhost:4400/connect/acme/shop', poolId: 'a/b' },
    {
      self: 'http://localhost:4400/connect/acme/shop/identity',
      system: 'http://localhost:4400/connect/api/identity/acme',
      login: 'http://localhost:4400/connect/acme/identity/a%2Fb/login/{family}/begin',
      hosted: 'http://localhost:4400/connect/acme/identity/a%2Fb/login',
      token: 'http://localhost:4400/connect/acme/system/oauth2/token',
      workspaceId: 'shop',
    },
  ],
  'a path under a vanity domain': [
    { issuer: 'https://acme.example/connect/shop', tenantId: '', poolId: 'customers' },
    {
      self: 'https://acme.example/connect/shop/identity',
      system: 'https://acme.example/connect/api/identity',
      login: 'https://acme.example/connect/identity/customers/login/{family}/begin',
      hosted: 'https://acme.example/connect/identity/customers/login',
      token: 'https://acme.example/connect/system/oauth2/token',
      workspaceId: 'shop',
    },
  ],
};

for (const [name, [config, expected]] of Object.entries(layouts)) {
  test(`${name} is read from the issuer`, () => {
    const urls = {
      self: selfServiceBase(config),
      system: systemBase(config),
      login: signInEndpoints(config).loginBegin,
      hosted: hostedSignInPage(config),
      token: systemTokenEndpoint(config),
      workspaceId: parseIssuer(config).workspaceId,
    };
    assert.deepEqual(urls, expected);
  });
}

test('a vanity domain of the workspace takes the workspace from the configuration', () => {
  const config = { issuer: 'https://login.acme.com', workspaceId: 'shop', poolId: 'customers' };
  assert.equal(selfServiceBase(config), 'https://login.acme.com/identity');
  assert.equal(systemBase(config), 'https://login.acme.com/api/identity');
  assert.equal(
    signInEndpoints(config).loginPassword,
    'https://login.acme.com/identity/customers/login/password',
  );
  assert.equal(hostedSignInPage(config), 'https://login.acme.com/identity/customers/login');
  assert.equal(parseIssuer(config).workspaceId, 'shop');
  assert.equal(parseIssuer({ issuer: 'https://login.acme.com/' }).workspaceId, undefined);
  assert.throws(() => systemTokenEndpoint(config), { code: 'configuration', message: /tokenEndpoint/ });
});

test('every URL can be replaced, alone or by its base', () => {
  const issuer = 'https://host.example/acme/shop';
  const endpoints = {
    signIn: 'https://host.example/auth/',
    loginPassword: '/own/password',
    selfService: '/me',
  };
  const urls = signInEndpoints({ issuer, endpoints });
  assert.equal(urls.loginBegin, 'https://host.example/auth/login/{family}/begin');
  assert.equal(urls.loginPassword, '/own/password');
  assert.equal(selfServiceBase({ issuer, endpoints }), '/me');
  assert.equal(systemBase({ issuer, endpoints: { system: 'https://x.example/s/' } }), 'https://x.example/s');
});

test('signing in without a pool is a mistake of the configuration', () => {
  assert.throws(() => signInEndpoints({ issuer: 'https://host.example/acme/shop' }), {
    code: 'configuration',
    message: /poolId/,
  });
  assert.equal(hostedSignInPage({ issuer: 'https://host.example/acme/shop' }), undefined);
});

for (const issuer of [
  '',
  'host/acme/shop',
  'ftp://h/a/b',
  'https://h/a?b',
  'https://u:p@h/a',
  'https://h/a#b',
  'https:',
]) {
  test(`"${issuer}" is no issuer`, () => {
    assert.throws(() => parseIssuer({ issuer }), { code: 'configuration', message: /^issuer/ });
  });
}

test('an issuer of another tenant than the given one is refused', () => {
  assert.throws(() => parseIssuer({ issuer: 'https://host/other/shop', tenantId: 'acme' }), {
    code: 'configuration',
    message: /tenantId/,
  });
});
