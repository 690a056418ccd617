import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import type { Library } from './model-page.ts';

/** A change of one place in the source. */
export interface Patch {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * The package in one piece, loaded as a module of its own: parts on demand are there without waiting for a disk, and
 * two copies share the page only.
 */
export async function loadLibrary(copy: string, patches: readonly Patch[] = []): Promise<Library> {
  const applied = new Set<Patch>();
  const { outputFiles } = await bundle({
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [patching(patches, applied)],
  });
  const missed = patches.find((patch) => !applied.has(patch));
  if (missed) throw new Error(`${missed.file} is not part of the package.`);
  const code = `${outputFiles[0]?.text ?? ''}\n// ${copy}`;
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Library;
}

const patching = (patches: readonly Patch[], applied: Set<Patch>): Plugin => ({
  name: 'patches',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const own = patches.filter(({ file }) => resolve(file) === path);
      if (own.length === 0) return undefined;
      for (const patch of own) applied.add(patch);
      return { contents: own.reduce(apply, await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
});

function apply(source: string, { file, from, to }: Patch): string {
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
  return source.replace(from, () => to);
}
