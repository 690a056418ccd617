/** docs/recipes/testing.md as it stands: a fresh app with the kit is green, with two workers. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { codeBlocks } from '../docs/code-blocks.ts';
import { findChromium } from '../support/chromium.ts';
import { installed } from './installed.ts';

/** A block that is a file begins with its name in a comment. */
const files = codeBlocks()
  .filter(({ place }) => place.startsWith('docs/recipes/testing.md'))
  .flatMap(({ code }) => {
    const name = /^(?:\/\/|<!--) ([\w.-]+)/.exec(code)?.[1];
    return name === undefined ? [] : [{ name, code: code.replace(/^<!-- .*? -->\n/, '') }];
  });

/** Additions of this machine to the recipe: its own Chromium, and at most two browsers. */
const here = `import recipe from './playwright.config.js';
const launchOptions = { executablePath: ${JSON.stringify(findChromium())}, args: ['--no-sandbox'] };
export default { ...recipe, workers: 2, timeout: 60_000, use: { ...recipe.use, launchOptions } };
`;

describe('the recipe for tests', () => {
  before(async () => {
    for (const { name, code } of files) await installed().write(`recipe/${name}`, code);
    await installed().write('recipe/here.config.js', here);
    await installed().link('vite', '@playwright/test', 'playwright', 'playwright-core');
  });

  it('is a whole app', () => {
    const names = files.map(({ name }) => name);
    assert.deepEqual(names.toSorted(), [
      'backend.test.js',
      'index.html',
      'main.js',
      'passkeys.spec.ts',
      'playwright.config.js',
      'vite.config.js',
    ]);
  });

  it('is green in Playwright, with two workers side by side', async () => {
    const cli = '../node_modules/@playwright/test/cli.js';
    const printed = await installed().runIn(
      'recipe',
      'node',
      cli,
      'test',
      '-c',
      'here.config.js',
      '--reporter=line',
    );
    assert.match(printed, /using 2 workers/);
    assert.match(printed, /3 passed/);
  });

  it('is green in Node', async () => {
    await installed().runIn('recipe', 'node', '--test', 'backend.test.js');
  });
});
