import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { blocksIn } from './code-blocks.ts';
import { declarations, type Declaration } from './manifest.ts';
import { misuses, tagsOf } from './markup.ts';

let elements: readonly Declaration[];
before(async () => {
  elements = await declarations();
});

test('every HTML block of the docs is well formed and uses what the elements have', () => {
  const blocks = blocksIn('html');
  assert.ok(blocks.length > 5);
  for (const { place, code } of blocks) assert.deepEqual(misuses(tagsOf(code), elements), [], place);
});

test('what an element does not have is noticed', () => {
  const noticed = (html: string) => misuses(tagsOf(html), elements);
  assert.deepEqual(noticed('<passkey-login></passkey-login>'), ['<passkey-login> is no element of ours.']);
  assert.deepEqual(noticed('<passkey-signin pool="x"></passkey-signin>'), ['<passkey-signin> has no pool.']);
  assert.deepEqual(noticed('<passkey-signin @passkey-added="a" :client.prop="b" />'), []);
  assert.deepEqual(noticed('<passkey-manager (passkey-aded)="a" [client]="b" />'), [
    '<passkey-manager> has no (passkey-aded).',
  ]);
  assert.deepEqual(noticed('<passkey-signin><p slot="othr">x</p></passkey-signin>'), [
    '<passkey-signin> has no slot othr.',
  ]);
  assert.throws(() => noticed('<p><b></p>'), SyntaxError);
});
