import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Whether a file imports a package, itself or through the files it imports. */
export function reaches(file: string, packageName: string): boolean {
  const seen = new Set([file]);
  for (const path of seen) {
    for (const name of importsOf(path)) {
      if (name === packageName) return true;
      if (name.startsWith('.')) seen.add(join(dirname(path), name));
    }
  }
  return false;
}

function importsOf(path: string): readonly string[] {
  if (!path.endsWith('.ts') || !existsSync(path)) return [];
  return ts.preProcessFile(readFileSync(path, 'utf8')).importedFiles.map(({ fileName }) => fileName);
}
