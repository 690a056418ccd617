import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `*.test.ts` runs in Node, `*.browser.ts` in a browser; `test/matrix` is the slow part of both. */
export interface TestFiles {
  readonly node: readonly string[];
  readonly browser: readonly string[];
}

export interface Selection {
  /** Parts of paths; a file is taken when its path contains one of them. Empty: all files. */
  readonly filters: readonly string[];
  readonly matrix: boolean;
}

export function findTestFiles(root: string, { filters, matrix }: Selection): TestFiles {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file}`)
    .filter((file) => isWanted(file, filters) && (matrix || !file.startsWith('test/matrix/')))
    .sort();
  return {
    node: files.filter((file) => file.endsWith('.test.ts')),
    browser: files.filter((file) => file.endsWith('.browser.ts')),
  };
}

function isWanted(file: string, filters: readonly string[]): boolean {
  return filters.length === 0 || filters.some((filter) => file.includes(filter.replace(/^\.\//, '')));
}
