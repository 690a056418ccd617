import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `*.test.ts` runs in Node, `*.browser.ts` in Chromium. `test/matrix` is the slow part of both, and
 * `test/matrix/firefox` names the browser tests that run in Firefox as well.
 */
export interface TestFiles {
  readonly node: readonly string[];
  readonly chromium: readonly string[];
  readonly firefox: readonly string[];
}

const firefoxFolder = 'test/matrix/firefox/';

export interface Selection {
  /** Parts of paths; a file is taken when its path contains one of them. Empty: all files. */
  readonly filters: readonly string[];
  readonly matrix: boolean;
}

export function findTestFiles(root: string, { filters, matrix }: Selection): TestFiles {
  const files = findFiles(root, filters).filter((file) => matrix || !file.startsWith('test/matrix/'));
  const inBrowsers = files.filter((file) => file.endsWith('.browser.ts'));
  return {
    node: files.filter((file) => file.endsWith('.test.ts')),
    chromium: inBrowsers.filter((file) => !file.startsWith(firefoxFolder)),
    firefox: inBrowsers.filter((file) => file.startsWith(firefoxFolder)),
  };
}

/** Files of `test/` with a path that contains one of the filters; all without a filter. */
export function findFiles(root: string, filters: readonly string[]): readonly string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file}`)
    .filter((file) => isWanted(file, filters))
    .sort();
}

function isWanted(file: string, filters: readonly string[]): boolean {
  return filters.length === 0 || filters.some((filter) => file.includes(filter.replace(/^\.\//, '')));
}
