import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockServer, memoryStorage } from '../../mock-server/app.ts';
import { createSigningKey } from '../../mock-server/oauth/keys.ts';
import { seedState } from '../../mock-server/store/seed.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';
import { Calls, errorCode, origin, Person, pool, self } from './calls.ts';

const begin = `${pool}/login/usernameless-webauthn/begin`;
const enrol = `${self('shop')}/usernameless-webauthn/create/begin`;
const json = { 'Content-Type': 'application/json' };

const malformed: readonly (readonly [name: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['nothing', ''],
  ['text', 'hello'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a string', '"x"'],
  ['trailing data', '{"workspace_id":"shop"} {}'],
  ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
];

for (const [name, body] of malformed) {
  test(`a body of ${name} is malformed`, async () => {
    const reply = await new Calls().server.request(begin, { method: 'POST', headers: json, body });
    assert.equal(reply.status, 400);
    assert.equal(((await reply.json()) as { error_code: string }).error_code, 'invalid_request');
  });
}

for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
  test(`a body of type "${type}" is refused: such a page could be anywhere`, async () => {
    const body = '{"workspace_id":"shop"}';
    const headers = { 'Content-Type': type };
    const reply = await new Calls().server.request(begin, { method: 'POST', headers, body });
    assert.equal(reply.status, 400);
  });
}

test('a body above 64 kB is refused before it is read', async () => {
  const answer = await new Calls().call('POST', begin, { body: { workspace_id: 'x'.repeat(65 * 1024) } });
  assert.deepEqual([answer.status, errorCode(answer)], [413, 'payload_too_large']);
});

test('a body above 64 kB is refused also when its length was not told', async () => {
  const chunk = new TextEncoder().encode('x'.repeat(16 * 1024));
  let left = 8;
  const body = new ReadableStream({
    pull: (controller) => {
      if (left > 0) controller.enqueue(chunk);
      else controller.close();
      left -= 1;
    },
  });
  const request = new Request(origin + begin, {
    method: 'POST',
    headers: json,
    body,
    duplex: 'half',
  } as RequestInit);
  assert.equal((await new Calls().server.fetch(request)).status, 413);
});

test('JSON that is nested thirty thousand deep is answered at once', async () => {
  const body = `{"workspace_id":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
  const start = performance.now();
  const reply = await new Calls().server.request(begin, { method: 'POST', headers: json, body });
  assert.equal(reply.status, 400);
  assert.ok(performance.now() - start < 500);
});

test('bodies are written as Go writes them', async () => {
  const calls = new Calls();
  const ada = new Person(calls);
  await ada.enrol();
  const token = await calls.userToken();
  const [passkey] = await calls.passkeys();
  const path = `${self('shop')}/webauthn/${passkey?.id ?? ''}/name`;
  await calls.call('PUT', path, { token, body: { name: '<b>&</b>' } });
  const reply = await calls.server.request(`${origin}${self('shop')}/me`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const text = await reply.text();
  assert.ok(text.includes('"name":"\\u003cb\\u003e\\u0026\\u003c/b\\u003e"'));
  assert.ok(text.includes('"second_factor_authentication_mechanisms":null'));
  assert.ok(text.endsWith('}\n'));
});

test('paths that are not there are refused in the same shape', async () => {
  for (const path of [
    '/',
    '/acme/shop',
    '/acme/nowhere/identity/v2/self/me',
    '/other/shop/identity/v2/self/me',
  ]) {
    assert.equal((await new Calls().call('GET', path)).status, 404);
  }
});

test('keys that mean something to JavaScript name nothing', async () => {
  for (const workspace_id of ['__proto__', 'constructor', 'toString']) {
    assert.equal((await new Calls().call('POST', begin, { body: { workspace_id } })).status, 404);
  }
  const path = '/acme/identity/constructor/login/usernameless-webauthn/begin';
  assert.equal((await new Calls().call('POST', path, { body: { workspace_id: 'shop' } })).status, 404);
});

test('a mistake of the server is told to its developer, and answered in the same shape', async () => {
  const mistakes: unknown[] = [];
  const storage = {
    load: () => Promise.resolve(undefined),
    save: () => Promise.reject(new Error('disk full')),
  };
  const server = createMockServer({ storage, onError: (mistake) => mistakes.push(mistake) });
  const body = JSON.stringify({ workspace_id: 'shop' });
  const reply = await server.request(begin, { method: 'POST', headers: json, body });
  assert.equal(reply.status, 500);
  assert.equal(((await reply.json()) as { error_code: string }).error_code, 'internal_error');
  assert.deepEqual(mistakes.map(String), ['Error: disk full']);
});

for (const [call, headers] of [
  [begin, json],
  [begin, { ...json, 'Content-Length': '23' }],
  ['/acme/shop/oauth2/token', { 'Content-Type': 'application/x-www-form-urlencoded' }],
] as const) {
  test(`a body of ${Object.keys(headers).join()} that breaks off is the caller's doing`, async () => {
    const pull = (body: ReadableStreamDefaultController) => {
      body.error(new Error('aborted'));
    };
    const init = { method: 'POST', headers, body: new ReadableStream({ pull }), duplex: 'half' };
    const reply = await new Calls().server.fetch(new Request(origin + call, init));
    assert.equal(reply.status, 400);
  });
}

test('other origins read replies only when they are configured, and never with credentials', async () => {
  const { server } = new Calls({ origins: ['https://app.example.com'] });
  const ask = (from: string) => server.request(`${origin}/_mock`, { headers: { Origin: from } });
  const welcome = (await ask('https://app.example.com')).headers;
  assert.equal(welcome.get('Access-Control-Allow-Origin'), 'https://app.example.com');
  assert.equal(welcome.get('Access-Control-Expose-Headers'), 'ETag,Retry-After,Date,X-Idempotent-Replayed');
  const foreign = (await ask('https://evil.example.com')).headers;
  assert.equal(foreign.get('Access-Control-Allow-Origin'), null);
  assert.equal(welcome.get('Access-Control-Allow-Credentials'), null);
});

test('a preflight is answered for the headers of the API', async () => {
  const { server } = new Calls({ origins: ['https://app.example.com'] });
  const preflight = await server.request(origin + enrol, {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://app.example.com',
      'Access-Control-Request-Method': 'DELETE',
      'Access-Control-Request-Headers': 'authorization,if-match,x-idempotency-key',
    },
  });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get('Access-Control-Allow-Methods') ?? '', /DELETE/);
  assert.match(preflight.headers.get('Access-Control-Allow-Headers') ?? '', /If-Match.*X-Idempotency-Key/);
});

/** Bad input 126: test/mock-server/bad-inputs/README.md */
const strangers = [
  { Origin: 'https://evil.example.com' },
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'cross-site' },
];

for (const headers of strangers) {
  test(`a change that a page with ${JSON.stringify(headers)} asks for is refused`, async () => {
    const calls = new Calls();
    const token = await calls.userToken();
    const answer = await calls.call('POST', enrol, { token, headers });
    assert.deepEqual([answer.status, errorCode(answer)], [403, 'origin_not_allowed']);
  });
}

test('a form of an own page that sends no referrer is not foreign', async () => {
  const calls = new Calls();
  const token = await calls.userToken();
  const headers = { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' };
  assert.equal((await calls.call('POST', enrol, { token, headers })).status, 200);
});

test('pages of the own origin and of configured ones may ask for changes', async () => {
  const calls = new Calls({ origins: ['https://app.example.com'] });
  const token = await calls.userToken();
  for (const Origin of [origin, 'https://app.example.com']) {
    const headers = { Origin, 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await calls.call('POST', enrol, { token, headers })).status, 200);
  }
});

test('who signs in with the key of somebody else does not get their answer', async () => {
  const calls = new Calls();
  const headers = { 'X-Idempotency-Key': 'k'.repeat(32) };
  const signIn = (identifier: string, password: string) => {
    const body = { identifier, password, workspace_id: 'shop' };
    return calls.call('POST', `${pool}/login/password`, { body, headers });
  };
  const ada = await signIn('ada@example.com', 'analytical engine');
  assert.equal((await signIn('grace@example.com', 'guess')).status, 401);
  assert.deepEqual((await signIn('ada@example.com', 'analytical engine')).body, ada.body);
});

test('a repeated call that came too early is let through when its time has come', async () => {
  const calls = new Calls({ attempts: { password: 1, code: 1, passkey: 1 } });
  const signIn = (password: string, headers = {}) => {
    const body = { identifier: 'ada@example.com', password, workspace_id: 'shop' };
    return calls.call('POST', `${pool}/login/password`, { body, headers });
  };
  await signIn('guess');
  calls.world.advance(290);
  const repeated = () => signIn('analytical engine', { 'X-Idempotency-Key': 'k'.repeat(32) });
  const stopped = await repeated();
  assert.deepEqual([stopped.status, stopped.headers.get('Retry-After')], [429, '10']);
  calls.world.advance(10);
  assert.equal((await repeated()).status, 200);
});

test('where the first of three repeated calls goes wrong, the other two get one answer', async () => {
  const environment = fakeEnvironment();
  let isBroken = true;
  const randomBytes = (count: number) => {
    if (isBroken) throw new Error('no chance');
    return environment.randomBytes(count);
  };
  const mistakes: unknown[] = [];
  const server = createMockServer({
    world: { ...environment, randomBytes },
    storage: memoryStorage(await seedState(environment, await createSigningKey())),
    onError: (mistake) => {
      mistakes.push(mistake);
      isBroken = false;
    },
  });
  const headers = { ...json, 'X-Idempotency-Key': 'k'.repeat(32) };
  const ada = { identifier: 'ada@example.com', password: 'analytical engine', workspace_id: 'shop' };
  const sent = { method: 'POST', headers, body: JSON.stringify(ada) };
  const ask = async () => {
    const reply = await server.request(`${pool}/login/password`, sent);
    return [reply.status, await reply.text()] as const;
  };
  // Which of them is the first depends on their hashes, which are computed side by side.
  const answers = await Promise.all([ask(), ask(), ask()]);
  const [one, other, wrong] = answers.toSorted(([status], [next]) => status - next);
  assert.deepEqual([one?.[0], other?.[0], wrong?.[0]], [200, 200, 500]);
  assert.deepEqual([one?.[1], mistakes.length], [other?.[1], 1]);
});
