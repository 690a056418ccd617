import { basename } from 'node:path';
import { build, type InlineConfig, type Plugin, type Rollup } from 'vite';
import configure from '../../vite.config.ts';
import { root } from '../support/repository.ts';
import type { VisitLimit } from './limits.ts';

/** The scripts of a page by their paths, and the tags in the page's head that load them. */
export interface BuiltPage {
  readonly head: string;
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

const builtPages = new Map<string, Promise<BuiltPage>>();

/**
 * Builds a page as it is published for script tags, or as an app that Vite bundles; nothing is written. Pages with the
 * same scripts share one build.
 */
export function buildPage({ by, entry }: Pick<VisitLimit, 'by' | 'entry'>): Promise<BuiltPage> {
  const built =
    builtPages.get(entry) ?? (by === 'Vite' ? buildApp(apps[entry] ?? entry) : buildPublished(entry));
  builtPages.set(entry, built);
  return built;
}

export const scriptTag = (path: string): string => `<script type="module" src="${path}"></script>`;

async function buildPublished(entry: string): Promise<BuiltPage> {
  const name = basename(entry, '.js');
  const mode = name === 'connect-passkeys' ? 'cdn' : `cdn-${name}`;
  const output = await bundle(configure({ mode, command: 'build' }));
  return { head: scriptTag(`/${name}.js`), files: toFiles(output) };
}

/** Takes the tags from the page that Vite has built: it adds those that load a script's imports beside it. */
async function buildApp(name: string): Promise<BuiltPage> {
  const page = `${root}${name}.html`;
  const output = await bundle({
    plugins: [virtualPage(page, scriptTag(`/test/size/pages/${name}.ts`))],
    build: { rolldownOptions: { input: page } },
  });
  const html = output.find(({ fileName }) => fileName === `${name}.html`);
  if (html?.type !== 'asset') throw new Error(`Vite has built no ${name}.html.`);
  return { head: String(html.source), files: toFiles(output) };
}

const virtualPage = (path: string, html: string): Plugin => ({
  name: 'virtual-page',
  resolveId: (id) => (id === path ? id : undefined),
  load: (id) => (id === path ? html : undefined),
});

async function bundle({ build: options, ...config }: InlineConfig): Promise<Rollup.RolldownOutput['output']> {
  const built = await build({
    ...config,
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { ...options, write: false },
  });
  const [one] = [built].flat();
  if (!one || !('output' in one)) throw new Error('Vite has built nothing.');
  return one.output;
}

const toFiles = (output: Rollup.RolldownOutput['output']): ReadonlyMap<string, string> =>
  new Map(output.flatMap((part) => (part.type === 'chunk' ? [[`/${part.fileName}`, part.code]] : [])));
