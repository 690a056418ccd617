import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { rolldown, type OutputAsset, type OutputChunk } from 'rolldown';
import { build as viteBuild } from 'vite';
import { root } from '../support/repository.ts';

export interface Budget {
  /** What a page imports. */
  readonly entry: string;
  readonly file: string;
  /** Kilobytes (1000 bytes). */
  readonly limit: number;
  /** `cdn`: as it is published for script tags. Default: as a page's own bundler makes it. */
  readonly bundled?: 'cdn';
}

const limits = JSON.parse(readFileSync(`${root}size-limits.json`, 'utf8')) as {
  readonly budgets: readonly Budget[];
};

/** Those of `size-limits.json`. */
export const { budgets } = limits;

export interface Bundle {
  /** What loads at once, all dependencies in, minified. */
  readonly atOnce: readonly OutputChunk[];
  /** What is behind an `import()`. */
  readonly onDemand: readonly OutputChunk[];
}

export async function bundle({ file, bundled }: Budget): Promise<Bundle> {
  const chunks = bundled === 'cdn' ? await published() : await bundledByPage(file);
  const atOnce = loadedAtOnce(chunks);
  return { atOnce, onDemand: chunks.filter((chunk) => !atOnce.includes(chunk)) };
}

/** Kilobytes of files that are compressed with Brotli, one by one. */
export function weigh(files: readonly OutputChunk[]): number {
  return files.reduce((sum, { code }) => sum + brotliCompressSync(code).byteLength / 1000, 0);
}

async function bundledByPage(file: string): Promise<readonly OutputChunk[]> {
  const build = await rolldown({ input: file, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'es', minify: true });
  await build.close();
  return chunksOf(output);
}

/** `vite.config.ts`, mode `cdn`, without writing anything. */
async function published(): Promise<readonly OutputChunk[]> {
  const built = await viteBuild({ mode: 'cdn', logLevel: 'silent', build: { write: false } });
  return [built].flat().flatMap((one) => ('output' in one ? chunksOf(one.output) : []));
}

const chunksOf = (output: readonly (OutputAsset | OutputChunk)[]): readonly OutputChunk[] =>
  output.filter((part) => part.type === 'chunk');

/** The entry and what it imports statically, however far away. */
function loadedAtOnce(chunks: readonly OutputChunk[]): readonly OutputChunk[] {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of found) {
    for (const name of imports) {
      const chunk = chunks.find(({ fileName }) => fileName === name);
      if (chunk) found.add(chunk);
    }
  }
  return [...found];
}
