import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether a file imports another (by its path from here), itself or through the files it imports. */
export function reaches(file: string, other: string): boolean {
  const seen = new Set([file]);
  for (const path of seen) {
    for (const name of importsOf(path)) if (name.startsWith('.')) seen.add(join(dirname(path), name));
    if (seen.has(other)) return true;
  }
  return false;
}

/** As Prettier writes them. To find a few more in a text does no harm, and a parser would take seconds to load. */
const imports = /\b(?:from|import\(?)\s*'([^']+)'/g;

function importsOf(path: string): readonly string[] {
  if (!path.endsWith('.ts') || !existsSync(path)) return [];
  return [...readFileSync(path, 'utf8').matchAll(imports)].flatMap(([, name]) => name ?? []);
}
