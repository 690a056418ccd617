import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as PasskeyChanges from '../../src/webauthn/passkey-changes.ts';
import { changing, readList } from '../../src/webauthn/passkey-changes.ts';

const list = () => Promise.resolve([]);

test('a list that nothing overlapped is fresh', async () => {
  assert.equal((await readList(list)).isFresh, true);
  await changing(list);
  assert.equal((await readList(list)).isFresh, true);
});

test('a change that failed may have happened: the list that it overlapped is not fresh', async () => {
  const { isFresh } = await readList(async () => {
    await changing(() => Promise.reject(new Error('lost'))).catch(() => undefined);
  });
  assert.equal(isFresh, false);
});

test('a list that comes while something changes is not fresh', async () => {
  const { isFresh } = await changing(() => readList(list));
  assert.equal(isFresh, false);
});

test('two copies of the package share what changes on their page', async () => {
  const copy = (await import(
    `../../src/webauthn/passkey-changes.ts?copy=${Date.now()}`
  )) as typeof PasskeyChanges;
  assert.notEqual(copy.changing, changing);
  const { isFresh } = await readList(() => copy.changing(list));
  assert.equal(isFresh, false);
});
