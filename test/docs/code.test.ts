import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { compile, root } from '../support/virtual-program.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';

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

test('every JavaScript and JSON block of the docs can be read', () => {
  for (const { place, language, code } of blocks) {
    if (language === 'json') assert.doesNotThrow(() => JSON.parse(code), place);
    if (language === 'js') assert.deepEqual(syntaxErrors(code), [], place);
  }
});

test('every command of the docs exists', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: object };
  const asked = ['README.md', 'CONTRIBUTING.md']
    .map((page) => readFileSync(root + page, 'utf8'))
    .join('')
    .matchAll(/npm (?:run ([\w:]+)|(start|test))/g);
  const names = [...asked].map(([, run, short]) => run ?? short ?? '');
  assert.ok(names.length > 5);
  assert.deepEqual(
    names.filter((name) => !(name in scripts)),
    [],
  );
});

/** A page that asks for `./passkeys` means the block that names itself so in its first line. */
function complaints(checked: readonly CodeBlock[]): readonly string[] {
  const files = new Map(checked.map((block, at) => [fileOf(block, at), block]));
  const texts = new Map([...files].map(([path, { code }]) => [path, `${code}\nexport {};`]));
  return compile(texts, settings).map(({ path, message }) => `${files.get(path)?.place ?? path}: ${message}`);
}

const settings: ts.CompilerOptions = {
  jsx: ts.JsxEmit.ReactJSX,
  noUnusedLocals: false,
  paths: {
    'connect-passkeys': ['./src/index.ts'],
    'connect-passkeys/mock-server': ['./mock-server/app.ts'],
    'connect-passkeys/mock-server/*': ['./mock-server/*.ts'],
    'connect-passkeys/*': ['./src/*.ts'],
  },
};

function fileOf({ code, language }: CodeBlock, at: number): string {
  const named = /^\/\/ (\w+\.ts)\n/.exec(code)?.[1];
  return `${root}docs/recipes/${named ?? `block-${String(at)}.${language}`}`;
}

function syntaxErrors(code: string): readonly string[] {
  const options = { experimentalDecorators: true };
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: options,
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
