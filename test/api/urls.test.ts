import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientCredentials } from '../../src/api/client-credentials.ts';
import type { CredentialRecord } from '../../src/api/contract.ts';
import { createHttpClient } from '../../src/api/http-client.ts';
import { selfService, type SelfService } from '../../src/api/self-service.ts';
import { signIn, type SignIn } from '../../src/api/sign-in.ts';
import { system, type System } from '../../src/api/system.ts';
import { signInEndpoints } from '../../src/api/urls.ts';

/** Answers every request alike and records each as "METHOD url | token | body". */
function recorder(reply: unknown, headers: Record<string, string> = {}) {
  const seen: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('Authorization') ?? 'no token';
    seen.push([`${request.method} ${request.url}`, token, await request.clone().text()].join(' | '));
    return reply === undefined ? new Response(null, { status: 204 }) : Response.json(reply, { headers });
  };
  return { seen, http: createHttpClient({ fetch, accessToken: () => 'secret', backoff: () => 0 }) };
}

const begun = {
  publicKey: {
    challenge: 'AAAA',
    rp: { id: 'x', name: 'X' },
    user: { id: 'AAAA', name: 'ada', displayName: '' },
  },
};
const created = { credentials: [{ id: '+/++Ag==', publicKey: 'pQEC' }] };
const tokens = { access_token: 't', token_type: 'Bearer' };
const profile = { credentials: null };
const user = { id: 'u1', credentials: [] };
const record: CredentialRecord = { id: '+/++Ag==', publicKey: 'pQEC' };

const self: readonly (readonly [string, unknown, (api: SelfService) => Promise<unknown>])[] = [
  ['POST h/webauthn/create/begin | ', begun, (api) => api.createBegin('webauthn')],
  ['POST h/usernameless-webauthn/create/begin | ', begun, (api) => api.createBegin('usernameless-webauthn')],
  [
    'POST h/webauthn/create/begin?mediation=conditional | ',
    begun,
    (api) => api.createBegin('webauthn', { mediation: 'conditional' }),
  ],
  [
    'POST h/webauthn/create/complete | {"id":"x"}',
    created,
    (api) => api.createComplete('webauthn', { id: 'x' }),
  ],
  ['GET h/me | ', profile, (api) => api.me()],
  ['PUT h/webauthn/a%2Fb%3F/name | {"name":"Mac"}', undefined, (api) => api.rename('a/b?', 'Mac')],
  ['DELETE h/webauthn/c1 | ', undefined, (api) => api.remove('c1')],
];

for (const [line, reply, call] of self) {
  test(`self-service: ${line}`, async () => {
    const { seen, http } = recorder(reply);
    await call(selfService(http, 'https://host/acme/shop/identity'));
    const expected = line
      .replace(' h/', ' https://host/acme/shop/identity/v2/self/')
      .replace(' | ', ' | Bearer secret | ');
    assert.deepEqual(seen, [expected]);
  });
}

const signingIn: readonly (readonly [string, unknown, (api: SignIn) => Promise<unknown>])[] = [
  [
    'POST h/login/webauthn/begin | {"identifier":"ada"}',
    begun,
    (api) => api.loginBegin('webauthn', { identifier: 'ada' }),
  ],
  [
    'POST h/login/usernameless-webauthn/complete | {"id":"x"}',
    tokens,
    (api) => api.loginComplete('usernameless-webauthn', { id: 'x' }),
  ],
  ['POST h/login/password | {"password":"p"}', tokens, (api) => api.password({ password: 'p' })],
  [
    'POST h/register/webauthn/begin | {"identifier":"ada"}',
    begun,
    (api) => api.registerBegin('webauthn', { identifier: 'ada' }),
  ],
  ['POST h/register/webauthn/complete | {}', created, (api) => api.registerComplete('webauthn', {})],
];

for (const [line, reply, call] of signingIn) {
  test(`sign-in: ${line}`, async () => {
    const { seen, http } = recorder(reply);
    await call(signIn(http, signInEndpoints({ issuer: 'https://host/acme/shop', poolId: 'customers' })));
    const expected = line
      .replace(' h/', ' https://host/acme/identity/customers/')
      .replace(' | ', ' | no token | ');
    assert.deepEqual(seen, [expected]);
  });
}

const systemCalls: readonly (readonly [string, unknown, (api: System) => Promise<unknown>])[] = [
  ['POST h/users/u1/webauthn/create/begin | ', begun, (api) => api.createBegin('u1', 'webauthn')],
  [
    'POST h/users/u1/usernameless-webauthn/create/complete | {"id":"x"}',
    created,
    (api) => api.createComplete('u1', 'usernameless-webauthn', { id: 'x' }),
  ],
  [
    'POST h/user/webauthn/add/request?code_type_in_message=code&server_id=shop | {"address":"ada@example.com"}',
    undefined,
    (api) => api.requestCode({ address: 'ada@example.com' }, { codeType: 'code', serverId: 'shop' }),
  ],
  [
    'POST h/user/webauthn/add/complete | {"code":"1","new_web_authn":{"id":"+/++Ag==","publicKey":"pQEC"}}',
    undefined,
    (api) => api.completeCode({ code: '1', new_web_authn: record }),
  ],
  ['DELETE h/users/u1/webauthn/c1 | ', undefined, (api) => api.remove('u1', 'c1')],
  ['PUT h/users/u1/webauthn/c1/name | {"name":"Mac"}', undefined, (api) => api.rename('u1', 'c1', 'Mac')],
  ['GET h/users/u1 | ', user, (api) => api.user('u1')],
  ['POST h/users/by_key | {"identifier":"ada"}', user, (api) => api.userByKey({ identifier: 'ada' })],
];

for (const [line, reply, call] of systemCalls) {
  test(`system: ${line}`, async () => {
    const { seen, http } = recorder(reply);
    await call(system(http, 'https://host/api/identity/acme', 'customers'));
    const base = ' https://host/api/identity/acme/system/pools/customers/';
    assert.deepEqual(seen, [line.replace(' h/', base).replace(' | ', ' | Bearer secret | ')]);
  });
}

test('a user comes with the ETag that a write sends back', async () => {
  const { http } = recorder(user, { ETag: '"7"' });
  assert.equal((await system(http, 'https://host', 'p').user('u1')).etag, '"7"');
  let ifMatch: string | null = null;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    ifMatch = new Request(input, init).headers.get('If-Match');
    return new Response(null, { status: 204 });
  };
  const writing = createHttpClient({ fetch, accessToken: () => 'secret' });
  await system(writing, 'https://host', 'p').remove('u1', 'c1', { ifMatch: '"7"' });
  assert.equal(ifMatch, '"7"');
});

test('client credentials go as a form', async () => {
  const { seen, http } = recorder(tokens);
  const request = { url: 'https://host/t', clientId: 'backoffice', clientSecret: 's&x', scope: 'identity' };
  await clientCredentials(http, request);
  assert.deepEqual(seen, [
    'POST https://host/t | no token | grant_type=client_credentials&client_id=backoffice&client_secret=s%26x&scope=identity',
  ]);
});

for (const id of ['', '.', '..', '\ud800', undefined as unknown as string]) {
  test(`the ID ${JSON.stringify(id)} reaches no other resource: nothing is sent`, async () => {
    const { seen, http } = recorder(undefined);
    await assert.rejects(selfService(http, 'https://host').remove(id), { code: 'invalid_request' });
    assert.deepEqual(seen, []);
  });
}
