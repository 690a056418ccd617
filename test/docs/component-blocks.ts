import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { compile as compileSvelte } from 'svelte/compiler';
import { compileTemplate, parse } from 'vue/compiler-sfc';
import { blocksIn } from './code-blocks.ts';
import { complaints } from './compiled.ts';
import { declarations, type Declaration } from './manifest.ts';
import { misuses, svelteTags, tagsOf } from './markup.ts';

let elements: readonly Declaration[];
before(async () => {
  elements = await declarations();
});

const vueBlocks = blocksIn('vue');
const svelteBlocks = blocksIn('svelte');

test('every Vue component of the docs compiles as the recipe sets Vue up, and uses what the elements have', async () => {
  assert.ok(vueBlocks.length > 0);
  for (const { place, code } of vueBlocks) {
    const { descriptor, errors } = parse(code);
    assert.deepEqual(errors, [], place);
    const source = descriptor.template?.content ?? '';
    const compilerOptions = { isCustomElement: customElements() };
    const { errors: wrong, code: made } = compileTemplate({
      source,
      filename: place,
      id: place,
      compilerOptions,
    });
    assert.deepEqual(wrong, [], place);
    assert.doesNotMatch(made, /resolveComponent/, place);
    assert.deepEqual(misuses(tagsOf(source), elements), [], place);
  }
  assert.deepEqual(await complaints(vueBlocks), []);
});

test('every Svelte component of the docs compiles, and uses what the elements have', async () => {
  assert.ok(svelteBlocks.length > 0);
  for (const { place, code } of svelteBlocks) {
    assert.deepEqual(compileSvelte(code, {}).warnings, [], place);
    assert.deepEqual(misuses(svelteTags(code), elements), [], place);
  }
  assert.deepEqual(await complaints(svelteBlocks), []);
});

test('the template of every Angular component of the docs uses what the elements have', () => {
  const templates = blocksIn('ts').flatMap(({ code, place }) =>
    [...code.matchAll(/template: `(.*?)`/gs)].map(([, template = '']) => ({ place, template })),
  );
  assert.ok(templates.length > 0);
  for (const { place, template } of templates)
    assert.deepEqual(misuses(tagsOf(template), elements), [], place);
});

/** The rule for tags in the recipe's configuration of Vue. */
function customElements(): (tag: string) => boolean {
  const [configuration] = blocksIn('ts').filter(({ code }) => code.includes('@vitejs/plugin-vue'));
  const said = /^const isCustomElement = \(tag: string\) => (.*);$/m.exec(configuration?.code ?? '')?.[1];
  assert.ok(said);
  return (tag) => Boolean(runInNewContext(said, { tag }));
}
