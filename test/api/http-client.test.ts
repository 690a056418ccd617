import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createHttpClient } from '../../src/api/http-client.ts';
import { at, down, json, read, server, write } from './answers.ts';

test('a begin has neither a body nor a Content-Type', async () => {
  const { requests, fetch } = server(json({}));
  await at(fetch).post(write);
  assert.equal(requests[0]?.headers.get('Content-Type'), null);
  assert.equal(await requests[0]?.text(), '');
});

const failures: Readonly<Record<string, Response | Error>> = {
  'a refusal': json({ error: 'no', error_code: 'unauthorized' }, { status: 401 }),
  'a broken reply': new Response('<html>'),
  'a network failure': new TypeError('Failed to fetch'),
};

for (const [name, answer] of Object.entries(failures)) {
  test(`the error of ${name} does not hold the token`, async () => {
    const http = at(server(answer).fetch, { accessToken: () => 'a-secret-token' });
    await assert.rejects(http.post({ ...write, token: 'bearer' }), (error) => {
      assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /a-secret-token/);
      return true;
    });
  });
}

test('a read is tried three times, then the refusal stands', async () => {
  const { requests, fetch } = server(down());
  await assert.rejects(at(fetch).get(read), { code: 'server_error', status: 503 });
  assert.equal(requests.length, 3);
});

test('a read succeeds at the second try', async () => {
  const { fetch } = server(new TypeError('Failed to fetch'), json({ ok: true }));
  assert.deepEqual((await at(fetch).get(read)).body, { ok: true });
});

for (const method of ['post', 'put', 'delete'] as const) {
  test(`a ${method} is never tried twice`, async () => {
    const { requests, fetch } = server(down());
    await assert.rejects(at(fetch)[method](write), { code: 'server_error' });
    assert.equal(requests.length, 1);
  });
}

test('under an idempotency key a post is tried again with the same key', async () => {
  const { requests, fetch } = server(down(), json({ ok: true }));
  await at(fetch, { idempotency: true }).post({ ...write, body: { a: 1 } });
  const keys = requests.map((request) => request.headers.get('X-Idempotency-Key'));
  assert.match(keys[0] ?? '', /^[\w-]{32}$/);
  assert.equal(keys[1], keys[0]);
  assert.deepEqual(await requests[1]?.json(), { a: 1 });
});

test('another call has another key, and without the option there is none', async () => {
  const { requests, fetch } = server(json({}));
  const http = at(fetch, { idempotency: true });
  await http.post(write);
  await http.post(write);
  await at(fetch).post(write);
  const keys = requests.map((request) => request.headers.get('X-Idempotency-Key'));
  assert.notEqual(keys[0], keys[1]);
  assert.equal(keys[2], null);
});

test('a wait that the server asks for and that is too long is left to the caller', async () => {
  const { requests, fetch } = server(json({}, { status: 429, headers: { 'Retry-After': '60' } }));
  await assert.rejects(at(fetch).get(read), { code: 'rate_limited', retryAfter: 60 });
  assert.equal(requests.length, 1);
});

for (const header of [
  'RateLimit-Reset',
  'X-RateLimit-Retry-After',
  'X-RateLimit-Reset',
  'X-Rate-Limit-Reset',
  'X-Unknown',
]) {
  test(`a refusal by rate without Retry-After is told at once, with ${header} beside it`, async () => {
    const { requests, fetch } = server(json({}, { status: 429, headers: { [header]: '60' } }), json({}));
    await assert.rejects(at(fetch).get(read), { code: 'rate_limited', retryAfter: undefined });
    assert.equal(requests.length, 1);
  });

  test(`a server that is down is asked again after our own wait, with ${header} beside it`, async () => {
    const { requests, fetch } = server(json({}, { status: 503, headers: { [header]: '60' } }), json({}));
    await at(fetch).get(read);
    assert.equal(requests.length, 2);
  });
}

test('a wait until a time counts by the clock of the server, and never longer than is waited for', async (context) => {
  const waits: number[] = [];
  context.mock.method(globalThis, 'setTimeout', (run: () => void, wait: number) => {
    waits.push(wait);
    queueMicrotask(run);
  });
  const ahead = (seconds: number) => new Date(Date.now() + 3_600_000 + seconds * 1000).toUTCString();
  const headers = { Date: ahead(0), 'Retry-After': ahead(2) };
  await at(server(json({}, { status: 429, headers }), json({})).fetch).get(read);
  assert.deepEqual(waits, [5000]);
});

test('a short wait that the server asks for is waited', async () => {
  const { requests, fetch } = server(json({}, { status: 429, headers: { 'Retry-After': '0' } }), json({}));
  await at(fetch).get(read);
  assert.equal(requests.length, 2);
});

const broken: Readonly<Record<string, readonly [Response, RegExp]>> = {
  'HTML with status 200': [new Response('<!doctype html><p>Log in'), /HTML/],
  'truncated JSON': [new Response('{"publicKey":{"chall'), /cut short/],
  'a plain text': [new Response('OK'), /not JSON/],
  'a member __proto__': [new Response('{"a":{"__proto__":{"polluted":true}}}'), /"__proto__"/],
  'a member constructor': [new Response('{"constructor":{"prototype":{"polluted":true}}}'), /"constructor"/],
};

for (const [name, [reply, message]] of Object.entries(broken)) {
  test(`${name} is a bad response that says why, and poisons nothing`, async () => {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      await assert.rejects(at(server(reply).fetch)[method](read), { code: 'bad_response', message });
    }
    assert.equal('polluted' in {}, false);
  });
}

test('a refusal in HTML is understood by its status', async () => {
  const { fetch } = server(new Response('<h1>Bad gateway', { status: 502 }));
  await assert.rejects(at(fetch).post(write), { code: 'server_error', status: 502 });
});

test('a 204 has no body and is no mistake by itself', async () => {
  const { fetch } = server(new Response(null, { status: 204 }));
  assert.equal((await at(fetch).delete(write)).body, undefined);
});

test('a network failure names the URL and the possibility of CORS', async () => {
  const cause = new TypeError('Failed to fetch');
  await assert.rejects(at(server(cause).fetch).post(write), {
    code: 'server_error',
    cause,
    inferred: true,
    message: /host\.example.*CORS/,
  });
});

test('a reply that breaks off on its way is told as that, and blames neither the address nor CORS', async () => {
  const cause = new TypeError('terminated');
  const broken = new Response(new ReadableStream({ pull: (stream) => stream.error(cause) }));
  await assert.rejects(at(server(broken).fetch).post(write), {
    code: 'server_error',
    cause,
    inferred: true,
    message: 'The reply to create/begin broke off on its way.',
  });
});

test('an offline browser is told apart, and not asked twice', async (context) => {
  Object.defineProperty(globalThis, 'navigator', { value: { onLine: false }, configurable: true });
  context.after(() => Reflect.deleteProperty(globalThis, 'navigator'));
  const { requests, fetch } = server(new TypeError('Failed to fetch'));
  await assert.rejects(at(fetch).get(read), { code: 'offline' });
  assert.equal(requests.length, 1);
});

test('fetch is looked up when a call is made', async (context) => {
  const http = createHttpClient();
  const { requests, fetch } = server(json({ ok: 1 }));
  context.mock.method(globalThis, 'fetch', fetch);
  assert.deepEqual((await http.get(read)).body, { ok: 1 });
  assert.equal(requests.length, 1);
});

test('the ETag and the difference of the clocks are read where they are exposed', async () => {
  const date = new Date(Date.now() + 90_000).toUTCString();
  const http = at(server(json({}, { headers: { ETag: '"7"', Date: date } }), json({})).fetch);
  assert.equal(http.clockDifference(), undefined);
  assert.equal((await http.get(read)).etag, '"7"');
  assert.ok(Math.abs((http.clockDifference() ?? 0) - 90_000) < 2_000);
  assert.equal((await http.get(read)).etag, undefined);
  assert.ok((http.clockDifference() ?? 0) > 80_000);
});
