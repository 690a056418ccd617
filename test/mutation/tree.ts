import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Area } from './areas.ts';
import { instrument, type Mutant } from './mutants.ts';

/** A copy of the repository whose sources hold every mutant of an area, switched off. */
export interface Tree {
  readonly folder: string;
  readonly mutants: readonly Mutant[];
  /** Imports the test files that the environment names. */
  readonly entry: string;
  readonly tests: readonly string[];
}

export function growTree({ code, tests }: Area, filters: readonly string[]): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const name of ['src', 'mock-server', 'test', 'demo', 'docs', 'package.json', 'tsconfig.json']) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const mutants: Mutant[] = [];
  const wanted = findFiles(code, '.ts').filter(
    (file) => filters.length === 0 || filters.some((part) => file.includes(part)),
  );
  for (const file of wanted) {
    const instrumented = instrument(file, readFileSync(file, 'utf8'), mutants.length + 1);
    writeFileSync(join(folder, file), instrumented.source);
    mutants.push(...instrumented.mutants);
  }
  const entry = join(folder, 'mutants.test.mts');
  writeFileSync(
    entry,
    "for (const file of process.env.MUTANT_TESTS.split(' ')) await import(`./${file}`);\n",
  );
  return {
    folder,
    mutants,
    entry,
    tests: findFiles(tests, '.test.ts').filter((file) => !startsBrowser(file)),
  };
}

/** A browser takes longer than a hundred mutants. */
const startsBrowser = (file: string): boolean => /chromium|firefox|webkit/i.test(readFileSync(file, 'utf8'));

/** Files with an ending, by the beginnings of their paths. */
function findFiles(beginnings: readonly string[], ending: string): readonly string[] {
  const found = beginnings.flatMap((beginning) => {
    if (existsSync(beginning) && statSync(beginning).isFile()) return [beginning];
    const folder = beginning.slice(0, beginning.lastIndexOf('/'));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    );
    return files.filter((file) => file.startsWith(beginning));
  });
  return [...new Set(found)].filter((file) => file.endsWith(ending)).sort();
}
