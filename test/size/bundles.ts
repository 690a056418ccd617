import { existsSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { rolldown, type OutputAsset, type OutputChunk } from 'rolldown';
import { build as viteBuild } from 'vite';

export interface Budget {
  /** What a page imports. */
  readonly entry: string;
  readonly file: string;
  /** Kilobytes (1000 bytes). */
  readonly limit: number;
  /** `cdn`: as it is published for script tags. Default: as a page's own bundler makes it. */
  readonly bundled?: 'cdn';
}

export const budgets: readonly Budget[] = [
  { entry: 'connect-passkeys', file: 'src/index.ts', limit: 12 },
  { entry: 'connect-passkeys/passkey-signin', file: 'src/passkey-signin.ts', limit: 20 },
  { entry: 'connect-passkeys/passkey-manager', file: 'src/passkey-manager.ts', limit: 20 },
  { entry: 'connect-passkeys/define', file: 'src/define.ts', limit: 26 },
  { entry: 'connect-passkeys/system', file: 'src/system.ts', limit: 8 },
  { entry: 'dist/cdn/connect-passkeys.js', file: 'src/define.ts', limit: 26, bundled: 'cdn' },
];

export interface Size extends Budget {
  /** Kilobytes that load at once, minified and brotli-compressed, all dependencies in. */
  readonly now: number;
  /** Kilobytes behind `import()`, in all files together. */
  readonly later: number;
}

export async function measure(budget: Budget): Promise<Size> {
  const chunks = budget.bundled === 'cdn' ? await published() : await bundle(budget.file);
  const atOnce = loadedAtOnce(chunks);
  const weigh = (files: readonly OutputChunk[]) => files.reduce((sum, { code }) => sum + kilobytes(code), 0);
  return { ...budget, now: weigh(atOnce), later: weigh(chunks.filter((chunk) => !atOnce.includes(chunk))) };
}

/** Entries of the table that the tree does not have. */
export function missingEntries(): readonly Budget[] {
  return budgets.filter(({ file }) => !existsSync(file));
}

async function bundle(file: string): Promise<readonly OutputChunk[]> {
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

function kilobytes(code: string): number {
  return brotliCompressSync(code).byteLength / 1000;
}
