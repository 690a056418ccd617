import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SavedShapes } from '../../src/doctor.ts';
import { json, without } from './altered-replies.ts';
import { compareShapes } from './compare-shapes.ts';
import { client, page, Tenant, type Deviation } from './tenant.ts';

/** As `--save` writes them to a file. */
async function save(deviate?: Deviation, workspace = 'shop'): Promise<SavedShapes> {
  const report = await new Tenant(deviate).examine(workspace, { client, origin: page, enrol: true });
  return JSON.parse(JSON.stringify(report.shapes)) as SavedShapes;
}

test('the mock answers in the shapes that it was saved with', async () => {
  assert.deepEqual(compareShapes(await save(), await save()), []);
});

test('a tenant that sends another type, another status or a member more is told apart, in the place of it', async () => {
  const tenant = await save(
    json(/\/me$/, (me) => ({
      ...me,
      id: 1,
      mfa: {},
      preferences: null,
      limits: { webauthn_credentials: '9' },
    })),
  );
  const mock = await save();
  assert.deepEqual(
    compareShapes(tenant, mock)
      .filter((line) => line.startsWith('me.'))
      .toSorted(),
    [
      'me.id: the tenant sends number, the mock string',
      'me.limits.webauthn_credentials: the tenant sends string, the mock number',
      'me.mfa: the mock does not send it',
    ],
  );
  const other = await save((request, reply) =>
    reply.status === 404 && request.url.includes('/users/') ? Response.json({}, { status: 410 }) : undefined,
  );
  assert.deepEqual(compareShapes(other, mock), ['system/unknown-user: the tenant answers 410, the mock 404']);
});

test('a tenant that sends less is no difference: the mock sends assumptions too', async () => {
  const tenant = await save(json(/\/me$/, (me) => without(me, 'limits', 'payload')));
  assert.deepEqual(compareShapes(tenant, await save()), []);
});

// A file that `connect-passkeys doctor … --save FILE` wrote at a tenant.
const file = process.env['CONNECT_PASSKEYS_SHAPES'];
const mode = process.env['CONNECT_PASSKEYS_WORKSPACE'] ?? 'shop';
test(
  'the mock answers in the shapes of the tenant whose file is given',
  { skip: file === undefined && 'CONNECT_PASSKEYS_SHAPES names no file' },
  async () => {
    const tenant = JSON.parse(readFileSync(file ?? '', 'utf8')) as SavedShapes;
    assert.deepEqual(compareShapes(tenant, await save(undefined, mode)), []);
  },
);
