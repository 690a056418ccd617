/**
 * The last step of `npm run build`: of the declarations that the compiler wrote, only those remain that an entry of the
 * package leads to, and they import each other by `.js`, which every version of TypeScript resolves.
 */
import { readdirSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/types');

/** Relative imports of a declaration file, in each form that has one. */
const relativeImport = /(\bfrom |\bimport\(|\bimport |declare module )(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
};
const entries = Object.values(exports).flatMap((entry) =>
  typeof entry === 'string' ? [] : (entry.types ?? []),
);
const needed = reachableFrom(entries.map((entry) => join(root, entry)));

for (const file of needed) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(relativeImport, '$1$2$3.js$2'));
}
removeOthers(folder);

function reachableFrom(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(relativeImport);
    for (const [, , , path = ''] of imports) visit(join(dirname(file), `${path}.d.ts`));
  };
  files.forEach(visit);
  return found;
}

function removeOthers(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) removeOthers(child);
    else if (!needed.has(child)) rmSync(child);
  }
  if (readdirSync(path).length === 0) rmdirSync(path);
}
