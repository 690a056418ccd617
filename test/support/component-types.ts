import { svelte2tsx } from 'svelte2tsx';
import * as vue from '@vue/language-core';
import ts from 'typescript';
import { root } from './repository.ts';

/** What Svelte's language tools add to every program. */
const svelteTemplates = ['svelte2tsx/svelte-shims-v4.d.ts', 'svelte/svelte-html.d.ts']
  .map((file) => `/// <reference path="${root}node_modules/${file}" />\n`)
  .join('');

/** A component of Svelte as TypeScript with the same types in it, its template included. */
export function svelteTypes(code: string): string {
  const isTsFile = code.includes('<script lang="ts"');
  const made = svelte2tsx(code, { isTsFile, version: '5.0.0', mode: 'ts', filename: 'component.svelte' });
  return svelteTemplates + made.code;
}

/** A component of Vue as TypeScript with the same types in it, its template included. */
export function vueTypes(code: string): string {
  const options = vue.getDefaultCompilerOptions(undefined, undefined, true, '@vue/language-core/types');
  const plugin = vue.createVueLanguagePlugin<string>(ts, {}, options, (name) => name);
  const snapshot = ts.ScriptSnapshot.fromString(code);
  const component = plugin.createVirtualCode?.('component.vue', 'vue', snapshot, {
    getAssociatedScript: () => undefined,
  });
  const codes = component ? [...vue.forEachEmbeddedCode(component)] : [];
  const script = codes.find(({ id }) => /^script_(ts|js)x?$/.test(id));
  if (!script) throw new SyntaxError('This is no component of Vue.');
  return script.snapshot.getText(0, script.snapshot.getLength());
}
