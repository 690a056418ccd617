import { basename } from 'node:path';
import { build, type InlineConfig, type Rollup } from 'vite';
import { root } from '../support/repository.ts';
import type { VisitLimit } from './limits.ts';

/** The scripts of a page by their paths, and the one that the page names. */
export interface BuiltPage {
  readonly script: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The module of `test/size/pages` that stands for an app with that page. */
const apps: Readonly<Record<string, string>> = {
  'connect-passkeys/passkey-signin': 'sign-in',
  'connect-passkeys/passkey-manager': 'account',
  'connect-passkeys/define': 'both-elements',
  'connect-passkeys': 'headless',
  'connect-passkeys/system': 'system',
};

/** Builds a page as it is published for script tags, or as an app that Vite bundles; nothing is written. */
export function buildPage({ by, entry }: Pick<VisitLimit, 'by' | 'entry'>): Promise<BuiltPage> {
  return by === 'script tag' ? buildPublished(basename(entry, '.js')) : buildApp(apps[entry] ?? entry);
}

async function buildPublished(name: string): Promise<BuiltPage> {
  return toPage(await chunks({ mode: name === 'connect-passkeys' ? 'cdn' : `cdn-${name}` }));
}

async function buildApp(page: string): Promise<BuiltPage> {
  return toPage(
    await chunks({
      configFile: false,
      publicDir: false,
      build: { rolldownOptions: { input: `${root}test/size/pages/${page}.ts` } },
    }),
  );
}

async function chunks(config: InlineConfig): Promise<readonly Rollup.OutputChunk[]> {
  const built = await build({
    root,
    logLevel: 'silent',
    ...config,
    build: { ...config.build, write: false },
  });
  return [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((part) => part.type === 'chunk');
}

function toPage(parts: readonly Rollup.OutputChunk[]): BuiltPage {
  const entry = parts.find(({ isEntry }) => isEntry);
  if (!entry) throw new Error('The build has no entry.');
  const files = new Map(parts.map(({ fileName, code }) => [`/${fileName}`, code]));
  return { script: `/${entry.fileName}`, files };
}
