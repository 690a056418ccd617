import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksIn, codeBlocks } from './code-blocks.ts';
import { complaints, mistakes } from './compiled.ts';
import { inlineScripts } from './inline-scripts.ts';

const typed = blocksIn('ts', 'tsx');

test('every TypeScript block of the docs compiles against the package', async () => {
  assert.ok(typed.length > 15);
  assert.deepEqual(await complaints(typed), []);
});

test('every JavaScript of the docs compiles, in a block of its own or in HTML', async () => {
  const inline = inlineScripts('js');
  assert.ok(inline.length > 1);
  assert.deepEqual(await complaints([...blocksIn('js'), ...inline]), []);
});

test('what the package does not have is noticed, in every language', async () => {
  for (const mistake of mistakes) assert.match((await complaints([mistake])).join('\n'), mistake.says);
});

test('all JSON of the docs can be read', () => {
  for (const { place, code } of [...blocksIn('json'), ...inlineScripts('json')])
    assert.doesNotThrow(() => JSON.parse(code), place);
});

test('every block of the docs is in a language that a test knows', () => {
  const known = ['ts', 'tsx', 'js', 'json', 'html', 'vue', 'svelte', 'css', 'sh', ''];
  // The report of the API is compared with the sources by a test of its own.
  const odd = codeBlocks().filter(
    ({ language, place }) => !known.includes(language) && !place.startsWith('docs/api'),
  );
  assert.deepEqual(odd, []);
});
