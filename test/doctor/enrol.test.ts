import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPasskeyError, type DoctorOptions, type Report } from '../../src/doctor.ts';
import { Person } from '../mock-server/calls.ts';
import { answer, html, json, path, without, type Body } from './altered-replies.ts';
import { client, find, listed, Tenant, type Deviation } from './tenant.ts';

const app = { clientId: 'spa', redirectUri: 'http://localhost:3000/callback' };

/** Of a user who has a passkey already, unless `without`. */
async function rehearse(
  tenant: Tenant,
  workspace = 'shop',
  more: Partial<DoctorOptions> = {},
): Promise<Report> {
  await new Person(tenant.calls).enrol(workspace);
  const accessToken = await tenant.calls.userToken(workspace);
  return tenant.ask({ issuer: `http://localhost:4400/acme/${workspace}`, accessToken, enrol: true, ...more });
}

/** Answers before the server has heard of a request. */
const before =
  ({ fetch }: Tenant, refuse: (request: Request) => Response | undefined): typeof fetch =>
  async (input, init) =>
    refuse(new Request(input, init)) ?? fetch(input, init);

const removed = /^One passkey was enrolled, named, used and removed again/;

for (const workspace of ['shop', 'portal']) {
  for (const [way, more] of [
    ['by tokens', {}],
    ['on the hosted page', { app }],
  ] as const) {
    test(`a passkey is enrolled, named, used ${way} and removed, and all of it holds, in ${workspace}`, async () => {
      const tenant = new Tenant();
      const report = await rehearse(tenant, workspace, more);
      assert.deepEqual(listed(report, 'differs'), []);
      assert.match(report.changes, removed);
      for (const id of [
        'enrolment',
        'use',
        'one-credential',
        'credential-path',
        'default-names',
        'counter',
      ]) {
        assert.equal(find(report, id).is, 'holds', id);
      }
      assert.equal((await tenant.calls.passkeys(workspace)).length, 1);
    });
  }
}

test("the app's sign-in shows that a page belongs to the browser that began it, and where it is", async () => {
  const report = await new Tenant().ask({ app });
  assert.deepEqual(listed(report, 'differs'), []);
  assert.equal(find(report, 'browser-of-sign-in').is, 'holds');
  assert.match(JSON.stringify(find(report, 'hosted-page')), /the app's sign-in leads to it/);
  const moved = new Tenant((request, reply) => {
    if (path(request).endsWith('/sign-in')) return html();
    const location = reply.headers.get('Location');
    if (!path(request).endsWith('/oauth2/authorize') || location === null) return undefined;
    const headers = new Headers(reply.headers);
    headers.set('Location', location.replace('/login?', '/sign-in?'));
    return new Response(null, { status: 303, headers });
  });
  assert.match(
    JSON.stringify(find(await moved.ask({ app }), 'hosted-page')),
    /leads to .*customers\/sign-in/,
  );
});

test('the last passkey is removed by the client, and without one nothing is enrolled', async () => {
  const tenant = new Tenant();
  const accessToken = await tenant.calls.userToken();
  const refused: unknown = await tenant.ask({ accessToken, enrol: true }).catch((error: unknown) => error);
  assert.ok(isPasskeyError(refused) && refused.code === 'configuration');
  assert.match(
    refused.message,
    /cannot remove their last one: --enrol needs --client too.*Nothing was changed/,
  );
  assert.ok(!tenant.requests.some(({ url }) => url.endsWith('create/complete')));
  const report = await tenant.ask({ accessToken, enrol: true, client });
  assert.match(report.changes, removed);
  assert.equal(find(report, 'last-passkey').is, 'holds');
  assert.equal((await tenant.calls.passkeys()).length, 0);
});

test('without being told it enrols nothing, and without a token it cannot be told', async () => {
  const tenant = new Tenant();
  const report = await tenant.examine();
  assert.equal(report.changes, 'Nothing was changed.');
  await assert.rejects(tenant.ask({ enrol: true }), { code: 'configuration' });
});

const withoutCredentialIds = json(/\/me$/, (me) => ({
  ...me,
  credentials: (me['credentials'] as Body[]).map((each) => without(each, 'credential_id')),
}));

const failing: Readonly<Record<string, Deviation>> = {
  'the renaming': answer(/\/name$/, () => Response.json({}, { status: 500 })),
  'the sign-in': answer(/\/login\/.*\/complete$/, () => Response.json({}, { status: 401 })),
};
for (const step of ['the renaming', 'the sign-in'] as const) {
  test(`the passkey is removed although a step fails: ${step}`, async () => {
    const tenant = new Tenant(failing[step]);
    const report = await rehearse(tenant);
    assert.match(report.changes, removed);
    assert.equal(find(report, step === 'the sign-in' ? 'use' : 'enrolment').is, 'differs');
    assert.equal((await tenant.calls.passkeys()).length, 1);
  });
}

test('the passkey is removed although the time is up, or the reply to its enrolment is lost', async () => {
  for (const lost of [/\/create\/complete$/, /\/name$/]) {
    const abort = new AbortController();
    const tenant = new Tenant(async (request) => {
      if (!lost.test(path(request))) return undefined;
      abort.abort();
      return Response.error();
    });
    const failure: unknown = await rehearse(tenant, 'shop', { signal: abort.signal }).catch(
      (error: unknown) => error,
    );
    assert.ok(isPasskeyError(failure) && failure.code === 'aborted');
    assert.match(failure.message, /aborted\. One passkey was enrolled, .*removed again/);
    assert.equal((await tenant.calls.passkeys()).length, 1);
  }
});

test('a passkey that cannot be removed is named in the summary', async () => {
  const tenant = new Tenant();
  const refuse = (request: Request) =>
    request.method === 'DELETE' ? Response.json({ error_code: 'locked' }, { status: 403 }) : undefined;
  const report = await rehearse(tenant, 'shop', { fetch: before(tenant, refuse) });
  assert.match(report.changes, /could not be removed \(403 locked\): remove it from the user's list by hand/);
  assert.equal(find(report, 'enrolment').is, 'differs');
});

for (const [what, deviate] of [
  ['shows WebAuthn IDs', undefined],
  ['shows none', withoutCredentialIds],
] as const) {
  test(`of two passkeys that are new, its own one is removed, in a list that ${what}`, async () => {
    const tenant = new Tenant(deviate);
    const other = new Person(tenant.calls);
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const reply = await tenant.fetch(input, init);
      if (path(new Request(input)).endsWith('/create/complete')) await other.enrol();
      return reply;
    };
    const report = await rehearse(tenant, 'shop', { fetch });
    assert.match(report.changes, removed);
    assert.equal((await tenant.calls.passkeys()).length, 2);
    assert.equal((await other.signIn()).status, 200);
  });
}

test('a tenant whose paths take the WebAuthn ID is named with its option', async () => {
  const tenant = new Tenant();
  const refuse = (request: Request) => {
    const [, id = ''] = /\/self\/webauthn\/([^/]+)/.exec(path(request)) ?? [];
    return id !== '' && id.length < 43 ? Response.json({}, { status: 404 }) : undefined;
  };
  const report = await rehearse(tenant, 'shop', { fetch: before(tenant, refuse) });
  const finding = find(report, 'credential-path');
  assert.match(finding.is === 'differs' ? finding.cure : '', /SDK `passkeyIds: 'webauthn'`/);
  assert.match(report.changes, removed);
});
