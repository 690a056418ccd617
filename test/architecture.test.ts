import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  findOfNames,
  languageLimits,
  measureLanguage,
  printableFigures,
  readComments,
} from './architecture/language.ts';
import { forbiddenImports, layerOf } from './architecture/layers.ts';
import {
  fileLengths,
  forbiddenNames,
  functionLengths,
  importCycles,
  ninetiethPercentile,
  oddFileNames,
} from './architecture/shape.ts';
import { parseSource, readSources } from './architecture/source.ts';
import { forbiddenUses } from './architecture/uses.ts';
import { print } from './runner/print.ts';

const folders = ['src', 'mock-server', 'demo'];
const sources = readSources(folders);
const paths = [...folders, 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`),
);

describe('the tree', () => {
  it('imports downward only, and each library is known to its layer alone', () => {
    assert.deepEqual(sources.flatMap(forbiddenImports), []);
  });

  it('prompts, registers, asks for the time and writes markup only where that is the job', () => {
    assert.deepEqual(sources.flatMap(forbiddenUses), []);
  });

  it('has no cycles of imports', () => {
    assert.deepEqual(importCycles(sources), []);
  });

  it('names folders and files for what is in them', () => {
    assert.deepEqual([...forbiddenNames(paths), ...oddFileNames(sources.map(({ path }) => path))], []);
  });

  it('has no style attributes or style elements in its pages', () => {
    const pages = paths.filter((path) => path.startsWith('demo/') && path.endsWith('.html'));
    const styled = pages.filter((page) => /<style|\sstyle\s*=/.test(readFileSync(page, 'utf8')));
    assert.deepEqual(styled, []);
  });

  it('is made of small files and small functions', () => {
    // A language's file is a list of sentences, without logic to follow.
    const code = sources.filter(({ path }) => !path.startsWith('src/i18n/'));
    assert.ok(ninetiethPercentile(fileLengths(code)) <= 150, 'nine of ten files have at most 150 lines');
    assert.ok(
      ninetiethPercentile(functionLengths(sources)) <= 25,
      'nine of ten functions have at most 25 lines',
    );
  });
});

const importsOf = (path: string, text: string) => forbiddenImports(parseSource(path, text)).length;
const usesOf = (path: string, text: string) => forbiddenUses(parseSource(path, text)).length;

describe('the import rule', () => {
  const broken: [string, string][] = [
    ['src/errors.ts', `import { en } from './i18n/en.ts';`],
    ['src/api/x.ts', `import { acquireLock } from '../webauthn/lock.ts';`],
    ['src/webauthn/x.ts', `import { createHttpClient } from '../api/http-client.ts';`],
    ['src/client/x.ts', `import { startRegistration } from '@simplewebauthn/browser';`],
    ['src/api/x.ts', `import ky from 'ky';`],
    ['src/api/contract.ts', `import { base64URLStringToBuffer } from '@simplewebauthn/browser';`],
    ['src/client/x.ts', `import { html } from 'lit';`],
    ['src/client/x.ts', `export { view } from '../elements/passkey-signin/view.ts';`],
    ['src/client/x.ts', `const later = () => import('../elements/passkey-signin/view.ts');`],
    ['src/elements/x/x.ts', `import { http } from '../../api/http-client.ts';`],
    ['src/elements/x/x.ts', `let body: import('../../api/json.ts').Options;`],
    ['src/index.ts', `export { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';`],
    ['src/index.ts', `import './define.ts';`],
    ['mock-server/domain/x.ts', `import { Hono } from 'hono';`],
    ['mock-server/domain/x.ts', `import { app } from '../app.ts';`],
    ['mock-server/store/x.ts', `import { passkeyName } from '../domain/passkeys/names.ts';`],
    ['mock-server/routes/x.ts', `import { csrf } from '../middleware/csrf.ts';`],
    ['mock-server/routes/x.ts', `import { PasskeyError } from '../../src/errors.ts';`],
    ['mock-server/routes/x.ts', `import { contract } from '../../src/api/contract.ts';`],
    ['demo/pages/x.ts', `import { createPasskeys } from '../../src/client/create-passkeys.ts';`],
    ['demo/pages/x.ts', `import { environment } from '../../mock-server/environment.ts';`],
    ['test-like/x.ts', ''],
  ];
  for (const [path, text] of broken) {
    it(`refuses ${text || 'a file of no layer'} in ${path}`, () => assert.equal(importsOf(path, text), 1));
  }

  const kept: [string, string][] = [
    ['src/api/http-client.ts', `import ky from 'ky'; import type { RefusalBody } from './contract.ts';`],
    ['src/webauthn/x.ts', `import { startRegistration } from '@simplewebauthn/browser';`],
    ['src/elements/x/x.ts', `import { repeat } from 'lit/directives/repeat.js';`],
    ['src/index.ts', `export type { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';`],
    ['mock-server/routes/x.ts', `import type { RefusalBody } from '../../src/api/contract.ts';`],
    [
      'mock-server/hosts/node.ts',
      `import { serve } from '@hono/node-server'; import { argv } from 'node:process';`,
    ],
    ['demo/pages/x.ts', `import { createPasskeys } from '../../src/index.ts';`],
  ];
  for (const [path, text] of kept) {
    it(`allows ${text} in ${path}`, () => assert.equal(importsOf(path, text), 0));
  }

  it('puts every file of the tree into a layer', () => {
    assert.deepEqual(
      sources.filter(({ path }) => !layerOf(path)),
      [],
    );
  });
});

describe('the rules of use', () => {
  const broken: [string, string][] = [
    ['src/client/registration/register.ts', 'const made = await navigator.credentials.create();'],
    ['src/client/registration/register.ts', 'const made = await globalThis.navigator?.credentials;'],
    ['src/elements/x/x.ts', `registry.define('passkey-signin', X);`],
    ['src/index.ts', `import './define.ts';`],
    ['src/api/x.ts', 'const page = document.title;'],
    ['src/api/x.ts', 'const page = globalThis.document;'],
    ['src/elements/x/x.ts', `const reply = () => fetch('/self/me');`],
    ['mock-server/domain/x.ts', 'const now = Date.now();'],
    ['mock-server/domain/x.ts', 'const now = new Date();'],
    ['mock-server/domain/x.ts', 'const chance = Math.random();'],
    ['mock-server/domain/x.ts', 'const bytes = crypto.getRandomValues(new Uint8Array(4));'],
    ['mock-server/domain/x.ts', `const bytes = Buffer.from('x');`],
    ['mock-server/domain/x.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/elements/x/view.ts', `const view = (text: string) => html\`<p style="color:\${text}"></p>\`;`],
    ['src/elements/x/view.ts', `const show = () => (element.innerHTML = text);`],
    ['demo/pages/x.ts', `element.setAttribute('style', 'color: red');`],
  ];
  for (const [path, text] of broken) {
    it(`refuses ${text} in ${path}`, () => assert.notEqual(usesOf(path, text), 0));
  }

  const kept: [string, string][] = [
    ['src/webauthn/prompt.ts', 'const made = await navigator.credentials.create();'],
    ['src/define.ts', `PasskeySignin.define();`],
    ['src/api/x.ts', 'const first = (document: Reply) => reply.document;'],
    ['mock-server/environment.ts', 'export const now = () => Date.now();'],
    ['mock-server/domain/x.ts', 'const later = new Date(environment.now());'],
    ['mock-server/store/file.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/elements/x/view.ts', 'const view = html`<p class="style"></p>`;'],
  ];
  for (const [path, text] of kept) {
    it(`allows ${text} in ${path}`, () => assert.equal(usesOf(path, text), 0));
  }
});

describe('the shape of the tree', () => {
  it('is not allowed a cycle of imports', () => {
    const cycle = [parseSource('src/a.ts', `import './b.ts';`), parseSource('src/b.ts', `import './a.ts';`)];
    assert.deepEqual(importCycles(cycle), ['src/a.ts → src/b.ts → src/a.ts']);
  });

  it('is not allowed folders that are named for nothing', () => {
    assert.equal(forbiddenNames(['src/utils/x.ts', 'src/api/utils.ts']).length, 1);
    assert.equal(oddFileNames(['src/HttpClient.ts', 'src/http-client.ts', 'src/a.d.ts']).length, 1);
  });

  it('is measured by what nine of ten do not exceed', () => {
    assert.equal(ninetiethPercentile([10, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 9);
    assert.deepEqual(functionLengths([parseSource('x.ts', 'function a() {\n}\nconst b = () => 1;')]), [2, 1]);
  });
});

describe('the language', () => {
  const figures = measureLanguage(sources);
  const inTests = measureLanguage(readSources(['test']));
  const readTexts = (text: string) =>
    readComments(parseSource('src/x.ts', text)).map((comment) => comment.text);

  it('names functions for what they do, and few of them …Of', () => {
    print(printableFigures(figures));
    const { namedOf } = figures;
    assert.ok(namedOf.length <= languageLimits.namedOf, namedOf.join('\n'));
  });

  it('has comments that name their subject', () => {
    const places = figures.dialect.map(({ place }) => place);
    assert.ok(figures.dialectShare <= languageLimits.dialectShare, places.join('\n'));
  });

  it('has such comments in its tests too', () => {
    const places = inTests.dialect.map(({ place }) => place);
    assert.ok(inTests.dialectShare <= languageLimits.dialectShare, places.join('\n'));
  });

  it('is counted in functions, methods and constants, not in what they call', () => {
    const text = `function kindOf() {} const tokensOf = parse; class A { #nameOf() {} } indexOf(); const of = [of];`;
    const names = findOfNames(parseSource('src/x.ts', text));
    assert.deepEqual(names, ['src/x.ts:1 kindOf', 'src/x.ts:1 tokensOf', 'src/x.ts:1 #nameOf']);
  });

  it('is counted in comments, not in text that looks like one', () => {
    assert.deepEqual(
      readTexts('/** Reads. */ const a = "// no"; // first\n// second\nconst b = `/* ${a} */`;'),
      ['/** Reads. */', '// first', '// second'],
    );
  });

  it('is counted as dialect where a comment circles its subject', () => {
    const text =
      '/** What comes of it. */ const a = 1; // Whose it is.\n// Reads what a page needs.\n// Aborts.';
    const { comments, dialect } = measureLanguage([parseSource('src/x.ts', text)]);
    assert.deepEqual(
      [comments, dialect.map(({ place }) => place)],
      [4, ['src/x.ts:1', 'src/x.ts:1', 'src/x.ts:2']],
    );
  });
});
