import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPasskeyError, type DoctorOptions, type PasskeyError } from '../../src/doctor.ts';
import { client, Tenant, type Deviation } from './tenant.ts';

async function refusal(asked: Promise<unknown>): Promise<PasskeyError> {
  const error: unknown = await asked.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  assert.ok(isPasskeyError(error), String(error));
  return error;
}

const always =
  (make: () => Response): Deviation =>
  () =>
    make();

const noConnect: readonly (readonly [string, () => Response, RegExp])[] = [
  ['a web page', () => new Response('<!doctype html><h1>Hi</h1>'), /is a web page and no Connect/],
  ['a page of an error', () => new Response('<h1>No</h1>', { status: 502 }), /is a web page and no Connect/],
  [
    'a redirect',
    () =>
      new Response(null, { status: 302, headers: { Location: 'https://login.acme.example/x?code=secret' } }),
    /answers with a redirect \(302\) to https:\/\/login\.acme\.example: give the address/,
  ],
  ['nothing', () => new Response(null, { status: 204 }), /There is no Connect .* 204 with no body/],
  ['other JSON', () => Response.json({ hello: 'there' }), /There is no Connect .* 200/],
  ['JSON that is none', () => Response.json(null), /There is no Connect/],
  ['text', () => new Response('OK'), /There is no Connect .* text that is not JSON/],
  ['a reply without end', () => new Response('x'.repeat(1_100_000)), /could not be reached/],
];
for (const [name, make, says] of noConnect) {
  test(`an address that answers with ${name} is no Connect: one sentence, one call`, async () => {
    const tenant = new Tenant(always(make));
    const error = await refusal(tenant.ask());
    assert.match(error.message, says);
    assert.ok(!error.message.includes('secret'));
    assert.equal(tenant.requests.length, 1);
  });
}

test('a workspace that there is not is no Connect', async () => {
  const error = await refusal(new Tenant().ask({ issuer: 'http://localhost:4400/acme/shopp' }));
  assert.equal(error.code, 'bad_response');
  assert.match(error.message, /404 not_found.*issuer is that of a workspace/);
});

test('a host that does not answer is named, and so is one that is too slow', async () => {
  const down = () => Promise.reject(new TypeError('fetch failed'));
  assert.match((await refusal(new Tenant().ask({ fetch: down }))).message, /could not be reached/);
  // A request that no signal ends; the timer stands for its socket, which keeps the process waiting.
  const sockets: NodeJS.Timeout[] = [];
  const slow: typeof fetch = () =>
    new Promise((_resolve, reject) => {
      sockets.push(setTimeout(() => reject(new TypeError('never answered')), 60_000));
    });
  const late = await refusal(new Tenant().ask({ fetch: slow, callTimeout: 5 }));
  assert.match(late.message, /was not answered in time/);
  const all = await refusal(new Tenant().ask({ fetch: slow, timeout: 5 }));
  assert.match(all.message, /longer than its time limit/);
  const stopped = await refusal(new Tenant().ask({ fetch: slow, signal: AbortSignal.abort() }));
  assert.equal(stopped.code, 'aborted');
  for (const socket of sockets) clearTimeout(socket);
});

test('a token that has expired is refused before anything is asked', async () => {
  const tenant = new Tenant();
  const accessToken = await tenant.calls.userToken();
  const now = () => tenant.calls.world.now() + 3_900_000;
  const error = await refusal(tenant.ask({ accessToken, now }));
  assert.equal(error.code, 'unauthorized');
  assert.match(error.message, /expired 5 min ago: get a new one/);
  assert.equal(tenant.requests.length, 0);
});

test('a token of another workspace, one that is no JWT, and a wrong client are told apart', async () => {
  const tenant = new Tenant();
  const ask = async (options: Partial<DoctorOptions>) => (await refusal(tenant.ask(options))).message;
  const foreign = await tenant.calls.userToken('portal');
  assert.match(await ask({ accessToken: foreign }), /issued by another issuer/);
  assert.match(await ask({ accessToken: 'opaque' }), /has expired or was revoked/);
  assert.match(await ask({ client: { ...client, secret: 'wrong' } }), /refused the client \(401/);
  assert.ok(tenant.requests.every(({ url }) => !url.includes('create/begin')));
});

test('a token goes by https, or to this machine, and nowhere else', async () => {
  const tenant = new Tenant();
  for (const options of [
    { issuer: 'http://login.acme.example/shop' },
    { endpoints: { selfService: 'http://login.acme.example' } },
    { tokenEndpoint: 'http://login.acme.example' },
    { accessToken: 'two words' },
  ]) {
    const error = await refusal(tenant.ask({ accessToken: 'opaque', ...options }));
    assert.equal(error.code, 'configuration');
  }
  assert.equal(tenant.requests.length, 0);
});

test('what a server puts into error_code and the like is not printed unless it looks like a code', async () => {
  const tenant = new Tenant((request, reply) =>
    reply.status === 403
      ? Response.json({ error_code: request.headers.get('Authorization') }, { status: 403 })
      : undefined,
  );
  const accessToken = await tenant.calls.userToken();
  assert.ok(!JSON.stringify(await tenant.ask({ accessToken })).includes(accessToken));
});
