import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { findTestFiles } from './files.ts';
import { reaches } from './reach.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-passkeys-runner-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the test files given by name and text as `npm test -- <filter>` would, and returns the printed lines. */
function runFiles(files: Readonly<Record<string, string>>): { output: string; status: number | null } {
  const root = mkdtempSync(join(folder, 'tree-'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(root, 'test'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(root, 'test', name), `import { describe, it } from 'node:test';\n${text}`);
  }
  const loader = import.meta.resolve('tsx');
  const env = { ...process.env };
  // Without this, a test run inside a test run reports to the outer one.
  delete env.NODE_TEST_CONTEXT;
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', loader, resolve('test/run.ts'), '--without-browsers', 'test/'],
    { cwd: root, env, encoding: 'utf8' },
  );
  return { output: stdout.trim(), status };
}

const lastLine = (output: string) => output.split('\n').at(-1);

describe('a test run', () => {
  it('ends with the sum over all files', () => {
    const { output, status } = runFiles({
      'one.test.ts': `describe('a suite', () => { it('is no test', () => {}); it('is another', () => {}); });`,
      'two.test.ts': `it('passes', () => {}); it('waits', { skip: 'for a reason' }, () => {});`,
    });
    assert.equal(lastLine(output), '3 passed, 0 failed, 1 skipped');
    assert.equal(status, 0);
  });

  it('says why a test is skipped', () => {
    const { output } = runFiles({ 'one.test.ts': `it('waits', { skip: 'for a reason' }, () => {});` });
    assert.match(output, /one\.test\.ts: waits \(for a reason\)/);
  });

  it('fails with a failing test, and shows its error', () => {
    const { output, status } = runFiles({
      'one.test.ts': `it('breaks', () => { throw new Error('the reason'); });`,
    });
    assert.match(output, /one\.test\.ts: breaks[\s\S]*the reason/);
    assert.equal(lastLine(output), '0 passed, 1 failed, 0 skipped');
    assert.equal(status, 1);
  });

  for (const [what, text] of [
    ['without a test', 'export {};'],
    ['that does not load', `import './missing.ts';`],
    ['whose suite breaks', `describe('a suite', () => { throw new Error('broken'); });`],
    [
      'that promises a failure too late',
      `it('passes', () => { setTimeout(() => { throw new Error('late'); }, 1); });`,
    ],
  ] as const) {
    it(`fails with a file ${what}`, () => {
      const { output, status } = runFiles({ 'one.test.ts': text });
      assert.match(lastLine(output) ?? '', / [1-9]\d* failed, 0 skipped$/);
      assert.equal(status, 1);
    });
  }
});

describe('a run without browsers', () => {
  it('leaves out Node tests that drive a browser, however indirectly', () => {
    assert.equal(reaches('test/demo/visits.test.ts', 'test/support/chromium.ts'), true);
    assert.equal(reaches('test/architecture.test.ts', 'test/support/chromium.ts'), false);
  });
});

describe('the choice of test files', () => {
  const root = mkdtempSync(join(folder, 'choice-'));
  const names = [
    'a.test.ts',
    'b.browser.ts',
    'matrix/c.test.ts',
    'matrix/firefox/d.browser.ts',
    'support/e.ts',
  ];
  for (const name of names) {
    mkdirSync(join(root, 'test', name, '..'), { recursive: true });
    writeFileSync(join(root, 'test', name), '');
  }

  it('tells Node tests from browser tests by their names', () => {
    const files = { node: ['test/a.test.ts'], chromium: ['test/b.browser.ts'], firefox: [] };
    assert.deepEqual(findTestFiles(root, { filters: [], matrix: false }), files);
  });

  it('takes the slow matrix only when asked', () => {
    const { node, firefox } = findTestFiles(root, { filters: [], matrix: true });
    assert.deepEqual(node, ['test/a.test.ts', 'test/matrix/c.test.ts']);
    assert.deepEqual(firefox, ['test/matrix/firefox/d.browser.ts']);
  });

  it('keeps to the paths it is given', () => {
    const files = { node: ['test/a.test.ts'], chromium: [], firefox: [] };
    assert.deepEqual(findTestFiles(root, { filters: ['./test/a'], matrix: true }), files);
  });
});
