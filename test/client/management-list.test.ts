import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passkeyList } from '../../src/client/management/passkey-list.ts';
import type { SelfCredential } from '../../src/api/contract.ts';

const updated_at = '2026-01-05T09:00:00Z';
const bare: SelfCredential = { id: 'c1', type: 'webauthn', updated_at };
const smart: SelfCredential = { ...bare, id: 's', discoverable_id: 'AAAA' };
const classic: SelfCredential = { ...bare, id: 'k', discoverable_id: '' };
const password: SelfCredential = { type: 'password', updated_at };
const inSmart = { mode: 'smart', active: 'smart' } as const;

test('what a tenant does not send is absent, and nothing is invented', () => {
  const list = passkeyList({ credentials: [password, bare] }, inSmart);
  assert.deepEqual(list, {
    mode: 'smart',
    passkeys: [{ id: 'c1', name: '', usedHere: false, updatedAt: new Date(updated_at) }],
    needsNewPasskey: false,
    mayRemoveLast: false,
  });
});

test('a capacity that is no number of passkeys is none', () => {
  for (const webauthn_credentials of [NaN, -1, 0, 2.5, '10' as unknown as number]) {
    const list = passkeyList({ credentials: [bare], limits: { webauthn_credentials } }, inSmart);
    assert.equal('capacity' in list, false);
  }
  assert.equal('capacity' in passkeyList({ credentials: [bare] }, { ...inSmart, capacity: NaN }), false);
});

test('everything that a tenant sends is told', () => {
  const full: SelfCredential = {
    ...smart,
    name: 'Mac',
    created_at: '2026-01-01T00:00:00Z',
    last_used_at: '2026-01-02T00:00:00Z',
    credential_id: '+/++Ag==',
    aaguid: 'EA9B8D66-4D01-1D21-3CE4-B6B48CB575D4',
    transports: ['internal'],
    backup_eligible: true,
    backup_state: true,
  };
  const profile = {
    credentials: [full],
    identifiers: [{ identifier: 'ada@example.com' }],
    limits: { webauthn_credentials: 10 },
  };
  const list = passkeyList(profile, { ...inSmart, capacity: 3, usedCredentialIds: ['-_--Ag'] });
  assert.equal(list.capacity, 10);
  assert.equal(list.userName, 'ada@example.com');
  assert.deepEqual(list.passkeys, [
    {
      id: 's',
      name: 'Mac',
      usedHere: true,
      mode: 'smart',
      worksNow: true,
      createdAt: new Date('2026-01-01'),
      updatedAt: new Date(updated_at),
      lastUsedAt: new Date('2026-01-02'),
      credentialId: '-_--Ag',
      aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
      transports: ['internal'],
      synced: true,
    },
  ]);
});

test('after a mode switch the passkeys of the other mode are told apart', () => {
  const list = passkeyList({ credentials: [smart, classic] }, { mode: 'classic', active: 'classic' });
  assert.deepEqual(
    list.passkeys.map(({ mode, worksNow }) => [mode, worksNow]),
    [
      ['smart', false],
      ['classic', true],
    ],
  );
  assert.equal(list.needsNewPasskey, false);
});

test('only when no passkey works now a new one is needed', () => {
  assert.equal(passkeyList({ credentials: [classic] }, inSmart).needsNewPasskey, true);
  assert.equal(passkeyList({ credentials: [] }, inSmart).needsNewPasskey, false);
  assert.equal(passkeyList({ credentials: [bare] }, inSmart).needsNewPasskey, false);
});

test('where passkeys are switched off, none is said to work or to need another', () => {
  const list = passkeyList({ credentials: [smart] }, { mode: 'unavailable' });
  assert.deepEqual(
    [list.mode, list.needsNewPasskey, list.passkeys[0]?.worksNow],
    ['unavailable', false, undefined],
  );
});

test('Classic is told by an absent discoverable_id where the API documents it', () => {
  const list = passkeyList({ credentials: [bare] }, { ...inSmart, statesModes: true });
  assert.equal(list.passkeys[0]?.mode, 'classic');
});

test('the capacity that the integrator gives serves where the tenant says none', () => {
  assert.equal(passkeyList({ credentials: null }, { ...inSmart, capacity: 3 }).capacity, 3);
});

const nothing: Readonly<Record<string, SelfCredential>> = {
  'a time of the year 1': { ...bare, created_at: '0001-01-01T00:00:00Z' },
  'a time that is none': { ...bare, created_at: 'yesterday' },
  'a zero AAGUID': { ...bare, aaguid: '00000000-0000-0000-0000-000000000000' },
  'a credential ID that is no base64': { ...bare, credential_id: 'a b' },
  'an empty credential ID': { ...bare, credential_id: '' },
};

for (const [name, record] of Object.entries(nothing)) {
  test(`${name} is not shown`, () => {
    const [passkey] = passkeyList({ credentials: [record] }, inSmart).passkeys;
    assert.deepEqual(Object.keys(passkey ?? {}).sort(), ['id', 'name', 'updatedAt', 'usedHere']);
  });
}

test('a passkey that may be synced and is not yet is on one device', () => {
  const synced = (record: SelfCredential) =>
    passkeyList({ credentials: [record] }, inSmart).passkeys[0]?.synced;
  assert.equal(synced({ ...bare, backup_eligible: true, backup_state: false }), false);
  assert.equal(synced({ ...bare, backup_eligible: false }), false);
  assert.equal(synced({ ...bare, backup_eligible: true }), undefined);
});
