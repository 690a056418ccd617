import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Whether a file imports another (by its path from here), itself or through the files it imports. */
export function reaches(file: string, other: string): boolean {
  const seen = new Set([file]);
  for (const path of seen) {
    for (const name of importsOf(path)) if (name.startsWith('.')) seen.add(join(dirname(path), name));
    if (seen.has(other)) return true;
  }
  return false;
}

function importsOf(path: string): readonly string[] {
  if (!path.endsWith('.ts') || !existsSync(path)) return [];
  return ts.preProcessFile(readFileSync(path, 'utf8')).importedFiles.map(({ fileName }) => fileName);
}
