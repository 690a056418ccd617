import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { printReport } from '../../src/doctor.ts';
import { origin } from '../mock-server/calls.ts';
import { client, find, issuer, listed, page, Tenant } from './tenant.ts';

for (const [workspace, told] of [
  ['shop', 42],
  ['portal', 41],
] as const) {
  test(`of an undisturbed tenant everything holds that can be told, in ${workspace}`, async () => {
    const report = await new Tenant().examine(workspace);
    assert.deepEqual(listed(report, 'differs'), []);
    assert.equal(report.counts.holds, told);
    assert.equal(report.findings.length, report.counts.holds + report.counts['cannot-tell']);
  });
}

test('every assumption of the page is in the report, in its words, and no other', async () => {
  const text = readFileSync(new URL('../../mock-server/ASSUMPTIONS.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:assumption|-)/.test(line));
  const written = new Set(rows.map((line) => line.split(/(?<!\\)\|/)[1]?.trim()));
  const { findings } = await new Tenant().ask();
  const known = findings.filter(({ area }) => area !== 'Published').map(({ assumption }) => assumption);
  assert.deepEqual(known.toSorted(), [...written].toSorted());
  assert.equal(new Set(findings.map(({ id }) => id)).size, findings.length);
});

test('without a token it tells what can be told, and what the rest would need', async () => {
  const report = await new Tenant().ask();
  assert.deepEqual(listed(report, 'differs'), []);
  assert.ok(report.counts.holds >= 12);
  const capacity = find(report, 'capacity');
  assert.match(capacity.is === 'cannot-tell' ? capacity.needs : '', /--token/);
  const bare = await new Tenant().ask({ poolId: undefined } as never);
  const paths = find(bare, 'sign-in-paths');
  assert.match(paths.is === 'cannot-tell' ? paths.needs : '', /--pool/);
});

for (const layout of ['tenant-domain', 'workspace-domain:shop'] as const) {
  test(`other layouts of URLs hold too: ${layout}`, async () => {
    const tenant = new Tenant(undefined, { layout });
    const own =
      layout === 'tenant-domain' ? { issuer: `${origin}/shop` } : { issuer: origin, workspaceId: 'shop' };
    const report = await tenant.ask(own);
    assert.deepEqual(listed(report, 'differs'), []);
    const id = layout === 'tenant-domain' ? 'sign-in-of-tenant-domain' : 'sign-in-of-workspace-domain';
    assert.equal(find(report, id).is, 'holds');
  });
}

test('an authentication older than five minutes is told apart from a family that is refused', async () => {
  const tenant = new Tenant();
  const accessToken = await tenant.calls.userToken('shop', { auth_age_seconds: 900 });
  const report = await tenant.ask({ accessToken });
  assert.equal(find(report, 'five-minutes').is, 'holds');
  assert.deepEqual(listed(report, 'differs'), []);
});

test('nothing is changed: it begins, and completes, renames and removes nothing', async () => {
  const tenant = new Tenant();
  await tenant.examine();
  const before = JSON.stringify(await tenant.calls.me());
  const accessToken = await tenant.calls.userToken();
  tenant.requests.length = 0;
  await tenant.ask({ accessToken, client, origin: page });
  assert.equal(JSON.stringify(await tenant.calls.me()), before);
  const changing = tenant.requests.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));
  for (const { method, url } of changing) {
    assert.equal(method, 'POST');
    assert.match(new URL(url).pathname, /\/(?:begin|options)$|^\/acme\/system\/oauth2\/token$/);
  }
});

test('no report holds a token, a secret or a person, and saved shapes hold no value at all', async () => {
  const tenant = new Tenant();
  const report = await tenant.examine();
  const tokens = tenant.requests.flatMap(({ headers }) => headers.get('Authorization')?.slice(7) ?? []);
  assert.ok(new Set(tokens).size === 2);
  const shown = [
    printReport(report),
    JSON.stringify(report),
    inspect(report, { depth: 20, showHidden: true }),
  ];
  for (const text of shown) {
    for (const secret of [...tokens, client.secret, 'ada@example.com', 'Ada']) {
      assert.ok(!text.includes(secret), secret.slice(0, 12));
    }
  }
  const shapes = JSON.stringify(report.shapes);
  for (const value of [
    'acme',
    'shop',
    'localhost',
    'usernameless_webauthn',
    'customers',
    'ES256',
    'Passkey 1',
  ]) {
    assert.ok(!shapes.replace(/"call":"[^"]*"/g, '').includes(value), value);
  }
  const me = report.shapes.replies.find(({ call }) => call === 'me')?.body;
  const { limits, payload } = Object(me) as Record<string, unknown>;
  assert.deepEqual(limits, { webauthn_credentials: 'number' });
  assert.equal(payload, 'object');
});

test('progress names each call before it is made', async () => {
  const names: string[] = [];
  const report = await new Tenant().ask({ onProgress: (name) => names.push(name) });
  assert.deepEqual(
    names,
    report.calls.map(({ name }) => name),
  );
  assert.equal(issuer, report.issuer);
});
