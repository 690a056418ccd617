import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as PasskeyChanges from '../../src/webauthn/signals.ts';
import { changing, readList } from '../../src/webauthn/signals.ts';

const list = () => Promise.resolve([]);

test('a list that nothing overlapped is fresh', async () => {
  assert.equal((await readList(list)).state, 'fresh');
  await changing(list);
  assert.equal((await readList(list)).state, 'fresh');
});

test('a change that failed may have happened: the list that it overlapped is outdated', async () => {
  const { state } = await readList(async () => {
    await changing(() => Promise.reject(new Error('lost'))).catch(() => undefined);
  });
  assert.equal(state, 'outdated');
});

test('a list that comes while something changes is not sure', async () => {
  const { state } = await changing(() => readList(list));
  assert.equal(state, 'unsure');
});

test('a list is not sure when another one came first', async () => {
  const { state } = await readList(() => readList(list));
  assert.equal(state, 'unsure');
});

test('two copies of the package share what changes on their page', async () => {
  const copy = (await import(`../../src/webauthn/signals.ts?copy=${Date.now()}`)) as typeof PasskeyChanges;
  assert.notEqual(copy.changing, changing);
  const { state } = await readList(() => copy.changing(list));
  assert.equal(state, 'outdated');
});
