import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { isLocalCall } from '../../mock-server/hosts/loopback.ts';
import { startMockServer } from '../../mock-server/hosts/node.ts';

const server = await startMockServer({ origins: ['https://app.example.com'] });
after(() => server.close());

/** Status of `GET /_mock`, asked with headers and a target that `fetch` would not send. */
function ask(headers: Readonly<Record<string, string>>, path = '/_mock'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(server.url, { headers, path }, (reply) => {
      reply.resume().on('end', () => resolve(reply.statusCode));
    });
    asked.on('error', reject).end();
  });
}

test('/_mock answers programs of this machine, and pages of its own origin and of configured ones', async () => {
  assert.equal(await ask({}), 200);
  assert.equal(await ask({ Origin: server.url }), 200);
  assert.equal(await ask({ Origin: 'https://app.example.com' }), 200);
});

test('/_mock does not answer to a foreign name (DNS rebinding) or to a page of another site', async () => {
  assert.equal(await ask({ Host: 'evil.example' }), 404);
  assert.equal(await ask({ Host: 'localhost.evil.example' }), 404);
  assert.equal(await ask({ Origin: 'https://evil.example' }), 404);
  assert.equal(await ask({ Origin: 'null' }), 404);
});

test('/_mock does not answer where one of two names is foreign: the one of the target, or that of Host', async () => {
  const { host } = new URL(server.url);
  for (const [target, named] of [
    [host, 'evil.example'],
    ['evil.example', host],
  ] as const) {
    assert.equal(await ask({ Host: named }, `http://${target}/_mock`), 404);
  }
  assert.equal(await ask({ Host: host }, `http://${host}/_mock`), 200);
});

for (const remoteAddress of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) {
  test(`${remoteAddress} is this machine`, () => {
    assert.equal(isLocalCall({ remoteAddress, host: 'localhost:4400' }, []), true);
    assert.equal(isLocalCall({ remoteAddress, host: '[::1]:4400' }, []), true);
    const page = { remoteAddress, host: 'localhost:4400', origin: 'https://localhost:4400' };
    assert.equal(isLocalCall(page, []), true);
    assert.equal(isLocalCall({ remoteAddress, host: 'shop.localhost' }, []), true);
  });
}

for (const remoteAddress of ['192.0.2.1', '10.127.0.1', '::ffff:10.0.0.1', 'fe80::1', '']) {
  test(`"${remoteAddress}" is another machine`, () => {
    assert.equal(isLocalCall({ remoteAddress, host: 'localhost' }, []), false);
  });
}

const forwarded = [
  { 'X-Forwarded-For': '203.0.113.9' },
  { 'X-Forwarded-For': '127.0.0.1, 203.0.113.9' },
  { 'X-Real-IP': '203.0.113.9' },
  { 'X-Forwarded-Host': 'tunnel.example' },
  { Forwarded: 'for="[2001:db8::1]:4711";proto=https' },
  { Forwarded: 'for=127.0.0.1, host=tunnel.example;for=127.0.0.1' },
] as const;

for (const headers of forwarded) {
  test(`/_mock does not answer to a call that a proxy forwards with ${JSON.stringify(headers)}`, async () => {
    assert.equal(await ask(headers), 404);
  });
}

test('/_mock answers to a call of this machine through a proxy of this machine', async () => {
  for (const address of ['127.0.0.1', '::1', '[::1]:5000', '::ffff:127.0.0.1']) {
    assert.equal(
      await ask({ 'X-Forwarded-For': address, 'X-Forwarded-Host': 'localhost:5173' }),
      200,
      address,
    );
  }
  assert.equal(await ask({ Forwarded: 'for="[::1]";host=localhost:5173;proto=http' }), 200);
});
