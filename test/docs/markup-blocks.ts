import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { blocksIn } from './code-blocks.ts';
import { looseComplaints } from './loose-script.ts';
import { declarations, type Declaration } from './manifest.ts';
import { misuses, tagsOf, type Tag } from './markup.ts';

let elements: readonly Declaration[];
before(async () => {
  elements = await declarations();
});

test('every HTML block of the docs is well formed and uses what the elements have', () => {
  const blocks = blocksIn('html');
  assert.ok(blocks.length > 5);
  for (const { place, code } of blocks) assert.deepEqual(misuses(tagsOf(code), elements), [], place);
});

test('every script in an HTML block of the docs fits the elements of the page', () => {
  const scripts = blocksIn('html').flatMap(({ place, code }) =>
    scriptsOf(tagsOf(code)).map(({ text, attributes }) => ({ place, code: text, attributes })),
  );
  const isData = ({ code }: { readonly code: string }) => code.trimStart().startsWith('{');
  for (const { code, place } of scripts.filter(isData)) assert.doesNotThrow(() => JSON.parse(code), place);
  const inline = scripts.filter((one) => !isData(one) && !one.attributes.includes('src'));
  assert.ok(inline.length > 1);
  assert.deepEqual(looseComplaints(inline), []);
  assert.equal(
    looseComplaints([{ place: '', code: 'document.querySelector("passkey-signin").sign()' }]).length,
    1,
  );
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

const scriptsOf = (tags: readonly Tag[]): readonly Tag[] =>
  tags.flatMap((tag) => (tag.name === 'script' ? [tag] : scriptsOf(tag.children)));
