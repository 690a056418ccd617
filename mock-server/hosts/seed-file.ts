import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { load } from 'js-yaml';
import type { Seed } from '../app.ts';

/**
 * Reads a seed from a file, for the option `seed`: JSON, or YAML where the name ends in `.yaml` or `.yml`.
 * @throws TypeError for a file that cannot be read; wrong values are refused by the server
 */
export function readSeedFile(path: string): Seed {
  const isYaml = /^\.ya?ml$/i.test(extname(path));
  try {
    const text = readFileSync(path, 'utf8');
    return (isYaml ? load(text, { filename: path }) : JSON.parse(text)) as Seed;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`The seed ${path} cannot be read: ${reason}`, { cause });
  }
}
