import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { compile, root } from '../support/virtual-program.ts';
import { blocksIn, codeBlocks, type CodeBlock } from './code-blocks.ts';
import { looseComplaints } from './loose-script.ts';
import { packagePaths } from './package-paths.ts';

const blocks = codeBlocks();
const typed = blocks.filter(({ language }) => language === 'ts' || language === 'tsx');

test('every TypeScript block of the docs compiles against the package', () => {
  assert.ok(typed.length > 15);
  assert.deepEqual(complaints(typed), []);
});

test('a block that asks for what the package does not have is noticed', () => {
  const code = `import { createPasskeys } from 'connect-passkeys';\ncreatePasskeys({ issuer: 1 });`;
  assert.equal(complaints([{ place: 'nowhere:1', language: 'ts', code }]).length, 1);
});

test('every JavaScript block of the docs compiles, and every JSON block can be read', () => {
  assert.deepEqual(looseComplaints(blocksIn('js')), []);
  for (const { place, code } of blocksIn('json')) assert.doesNotThrow(() => JSON.parse(code), place);
});

test('every block of the docs is in a language that a test knows', () => {
  const known = ['ts', 'tsx', 'js', 'json', 'html', 'vue', 'svelte', 'css', 'sh', ''];
  // The report of the API is compared with the sources by a test of its own.
  const odd = blocks.filter(
    ({ language, place }) => !known.includes(language) && !place.startsWith('docs/api'),
  );
  assert.deepEqual(odd, []);
});

/** A page that asks for `./passkeys` means the block that names itself so in its first line. */
function complaints(checked: readonly CodeBlock[]): readonly string[] {
  const files = new Map(checked.map((block, at) => [fileOf(block, at), block]));
  const texts = new Map([...files].map(([path, { code }]) => [path, `${code}\nexport {};`]));
  texts.set(`${root}docs/recipes/angular.d.ts`, angular);
  return compile(texts, settings).map(({ path, message }) => `${files.get(path)?.place ?? path}: ${message}`);
}

/** What the recipe takes from Angular, which is not installed here for one recipe. */
const angular = `declare module '@angular/core' {
  export const CUSTOM_ELEMENTS_SCHEMA: object;
  export function Component(
    about: { selector: string; schemas: object[]; template: string },
  ): (component: new () => object, context: ClassDecoratorContext) => void;
}`;

const settings: ts.CompilerOptions = {
  jsx: ts.JsxEmit.ReactJSX,
  noUnusedLocals: false,
  paths: packagePaths,
};

function fileOf({ code, language }: CodeBlock, at: number): string {
  const named = /^\/\/ (\w+\.ts)\n/.exec(code)?.[1];
  return `${root}docs/recipes/${named ?? `block-${String(at)}.${language}`}`;
}
