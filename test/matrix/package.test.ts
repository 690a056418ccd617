import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { dirname, join } from 'node:path';
import { blocksIn } from '../docs/code-blocks.ts';
import { linksOf } from '../docs/links.ts';
import { complaintsOf, type Complaint } from '../support/compiler.ts';
import { root } from '../support/repository.ts';
import { bundledPackages, packagesIn } from './bundled-packages.ts';
import type { FreshApp } from './fresh-app.ts';
import { installed } from './installed.ts';
import { misuses, scripts, templates } from './typed-uses.ts';
import './neighbours.ts';
import './pages.ts';
import './recipes.ts';
import './server-rendering.ts';

const about = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly default?: string; readonly types?: string }>>;
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

describe('the package, installed into a fresh folder', () => {
  let app: FreshApp;
  before(() => {
    app = installed();
  });

  it('holds what it needs and no files of its development', () => {
    const odd = app.files.filter(
      (file) =>
        !/^(dist\/(?!node_modules)|docs\/([\w-]+|recipes\/[\w-]+)\.md$|docs\/images\/(login-light|theme-[\w-]+)\.png$|demo\/theme\/[\w/-]+\.(tmpl|css)$|\w+\.md$|LICENSE$)/.test(
          file,
        ) &&
        ![
          'package.json',
          'mock-server/ASSUMPTIONS.md',
          'mock-server/openapi.yaml',
          'mock-server/seed.schema.json',
          'docs/llms.txt',
        ].includes(file),
    );
    assert.deepEqual(odd, []);
    assert.ok(app.files.includes('dist/custom-elements.json'));
    assert.ok(app.files.includes('dist/cdn/integrity.json'));
  });

  it('brings a source map for every minified script that has more in it than what it takes from others', () => {
    const scripts = app.files.filter((file) => file.endsWith('.js') && !app.files.includes(`${file}.map`));
    const unmapped = scripts.filter((file) => {
      const text = readFileSync(app.installed(file), 'utf8');
      return text.length > 1000 && text.length / text.split('\n').length > 200;
    });
    assert.deepEqual(unmapped, []);
  });

  it('is small: what no entry leads to is left out', async () => {
    const declarations = app.files.filter((file) => file.endsWith('.d.ts'));
    assert.ok(declarations.length < 100, String(declarations.length));
    const { size } = await stat(app.tarball);
    assert.ok(size < 1.6e6, String(size));
  });

  it('marks no call of the mock server as one that a bundler may drop: a polyfill is among them', () => {
    const scripts = app.files.filter((file) => /^dist\/mock-server\/.*\.js$/.test(file));
    assert.ok(scripts.length > 3);
    for (const file of scripts)
      assert.doesNotMatch(
        readFileSync(app.installed(file), 'utf8'),
        /^\(\/\* @__PURE__ \*\/ __commonJS/m,
        file,
      );
  });

  it('keeps the directive by which React Server Components know a component of the browser', () => {
    assert.match(readFileSync(app.installed('dist/react.js'), 'utf8'), /^['"]use client['"];/);
  });

  it('brings the licence of every package that it has code of', () => {
    const licences = app.files
      .filter((file) => file.endsWith('/licenses.md'))
      .map((file) => readFileSync(app.installed(file), 'utf8'));
    const names = bundledPackages(app);
    assert.ok(names.length > 5);
    assert.deepEqual(
      names.filter((name) => !licences.some((text) => text.includes(`## ${name} `))),
      [],
    );
  });

  it('holds what its pages link to', () => {
    const { files } = app;
    const dead = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        linksOf(app.installed(file))
          .filter((link) => !files.includes(join(dirname(file), link)))
          .map((link) => `${file}: ${link}`),
      );
    assert.deepEqual(dead, []);
  });

  it('holds what its pages tell an editor or a page to take from it', () => {
    const code = blocksIn('json', 'html', 'js', 'ts').map((block) => block.code);
    const asked = code.join('').matchAll(/node_modules\/connect-passkeys\/([\w./-]+)/g);
    const files = [...asked].map(([, file = '']) => file);
    assert.ok(files.length > 1);
    assert.deepEqual(
      files.filter((file) => !app.files.includes(file)),
      [],
    );
  });

  it('brings lit, ky and @simplewebauthn/browser, and nothing else of its own choice', async () => {
    const lit = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit-labs/ssr-dom-shim'];
    const expected = ['connect-passkeys', 'ky', '@simplewebauthn/browser', '@types/trusted-types', ...lit];
    assert.deepEqual((await app.packages()).toSorted(), expected.toSorted());
  });

  it('names each package that its code and the types of its entries import', () => {
    const { dependencies, peerDependencies } = about;
    const files = app.files.filter((file) =>
      /^dist\/((?!types|cdn).*\.js|types\/[\w-]+\/[\w-]+\.d\.ts)$/.test(file),
    );
    const imported = new Set(files.flatMap((file) => packagesIn(readFileSync(app.installed(file), 'utf8'))));
    const named = Object.keys({ ...dependencies, ...peerDependencies });
    assert.deepEqual(
      [...imported].filter((name) => !named.includes(name) && !named.includes(`@types/${name}`)),
      [],
    );
  });

  it('is imported in Node, every entry of it', async () => {
    const { exports } = about;
    const entries = Object.entries(exports).filter(
      ([name, to]) => typeof to === 'object' && 'default' in to && !/msw$|react$/.test(name),
    );
    const names = entries.map(([name]) => `connect-passkeys${name.slice(1)}`);
    assert.ok(names.length >= 8);
    const script = names.map((name) => `await import('${name}');`).join('\n');
    await app.write('import-all.js', `${script}\nconsole.log('imported');`);
    assert.equal((await app.run(process.execPath, 'import-all.js')).trim(), 'imported');
  });

  it('is imported with React, where that is installed', async () => {
    await app.link('react');
    await app.write('react.js', `console.log(Object.keys(await import('connect-passkeys/react')).join());`);
    assert.equal((await app.run(process.execPath, 'react.js')).trim(), 'PasskeyManager,PasskeySignin');
  });

  it('is imported with MSW, where that is installed', async () => {
    await app.link('msw');
    await app.write(
      'msw.js',
      `const { mockHandler } = await import('connect-passkeys/mock-server/msw'); console.log(typeof mockHandler);`,
    );
    assert.equal((await app.run(process.execPath, 'msw.js')).trim(), 'function');
  });

  it('has types for React, Vue and Svelte templates', async () => {
    await app.link('@types/react', 'vue', '@vue/language-core', 'svelte');
    const found = await complaintsAbout(app, { ...templates, ...misuses });
    assert.deepEqual(
      found.filter(({ file }) => !(file in misuses)),
      [],
    );
    assert.deepEqual(found.map(({ file }) => file).toSorted(), Object.keys(misuses).toSorted());
  });

  it('has types for Angular-style use and for the hosts of the mock server', async () => {
    await app.link('@types/node', 'msw', 'vite');
    assert.deepEqual(await complaintsAbout(app, scripts), []);
  });

  it('tells resolvers that do not read `exports` of the same types', () => {
    const typed = Object.entries(about.exports).flatMap(([name, to]) =>
      typeof to === 'object' && to.types !== undefined && name !== '.' ? [[name.slice(2), [to.types]]] : [],
    );
    assert.deepEqual(about.typesVersions['*'], Object.fromEntries(typed));
  });

  it('is clean for publint and for attw', async () => {
    const bin = (name: string) => `${root}node_modules/.bin/${name}`;
    await app.run(bin('publint'), 'run', app.tarball, '--strict');
    await app.run(bin('attw'), app.tarball, '--profile', 'esm-only', '--exclude-entrypoints', './cdn/*');
  });

  it('says which version of the mock server it has', async () => {
    const command = app.path('node_modules/.bin/connect-passkeys-mock');
    assert.equal((await app.run(command, '--version')).trim(), about.version);
  });

  it('starts the mock server through npx, with the hosted page and its script', async () => {
    const server = spawn('npx', ['connect-passkeys-mock', '--port', '0', '--memory'], {
      cwd: app.folder,
      detached: true,
    });
    try {
      const url = await firstUrl(server);
      assert.equal((await fetch(`${url}/_mock`)).status, 200);
      const script = await fetch(`${url}/connect-passkeys/connect-passkeys.js`);
      assert.equal(script.headers.get('Content-Type'), 'text/javascript');
    } finally {
      if (server.pid !== undefined) process.kill(-server.pid);
    }
  });
});

async function complaintsAbout(
  app: FreshApp,
  files: Readonly<Record<string, string>>,
): Promise<readonly Complaint[]> {
  const names = Object.keys(files);
  for (const name of names) await app.write(name, `${files[name]!}\nexport {};`);
  await app.write('tsconfig.json', JSON.stringify({ compilerOptions, files: names }));
  const found = await complaintsOf(app.folder);
  return found.filter(({ file }) => !/node_modules\/(?!connect-passkeys)/.test(file));
}

const compilerOptions = {
  strict: true,
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  noEmit: true,
  skipLibCheck: false,
  types: [],
};

function firstUrl(server: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let output = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\S+/.exec(output)?.[0];
      if (url !== undefined) found(url);
    });
    server.once('exit', () => fail(new Error(`The mock server ended before it listened: ${output}`)));
  });
}
