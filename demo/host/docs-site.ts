import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { docsGroups, escapeHtml, renderDocs, repository, type DocsPage } from './docs-pages.ts';

/** Pages with the elements themselves beside their description. */
const live = ['docs/elements.md', 'docs/recipes/look-and-words.md'];

/** Names of the site's documentation pages, for a build's list of pages. */
export const docsPageNames = (): readonly string[] => ['docs', ...allPages().map(({ name }) => name)];

/** Serves and builds the documentation as pages of the site, under its policy: `docs.html`, `docs-errors.html`. */
export function docsSite(): Plugin {
  let isBuild = false;
  return {
    name: 'demo-docs-site',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    // Pages that are on no disk: Vite builds them as if they were files beside `index.html`.
    resolveId: (id) => (isBuild && pageText(id, isBuild) !== undefined ? id : null),
    load: (id) => (isBuild ? pageText(id, isBuild) : null),
    // For agents: the list of pages at the root, and the pages as they are written.
    generateBundle() {
      const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
      const read = (path: string) => readFileSync(repository + path, 'utf8');
      for (const path of ['docs/agents.md', ...allPages().map((page) => page.path)]) emit(path, read(path));
      emit('llms.txt', read('docs/llms.txt').replaceAll('](', '](docs/'));
    },
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const url = request.url ?? '';
        const html = pageText(url.split(/[?#]/)[0] ?? '', isBuild);
        if (html === undefined) next();
        else
          void send(server, url, html).then(
            (text) => response.setHeader('Content-Type', 'text/html').end(text),
            next,
          );
      });
    },
  };
}

const send = (server: ViteDevServer, url: string, html: string): Promise<string> =>
  server.transformIndexHtml(url, html);

const allPages = (): readonly DocsPage[] => docsGroups().flatMap(({ pages }) => pages);

/** The page at a path that ends with its name. */
function pageText(path: string, isBuild: boolean): string | undefined {
  if (!/\/docs(-[\w-]+)?\.html$/.test(path)) return undefined;
  const name = basename(path, '.html');
  if (name === 'docs') return framed('Documentation', contents(true));
  const page = allPages().find((known) => known.name === name);
  if (!page) return undefined;
  const toImage = (image: string) => (isBuild ? `../${image}` : `/@fs${repository}${image}`);
  const text = renderDocs(page, toImage).replace('</h1>', `</h1>\n${toolsFor(page)}`);
  return framed(page.title, text, page);
}

function toolsFor({ path }: DocsPage): string {
  if (live.includes(path)) return part('docs-live');
  return path === 'docs/errors.md' ? part('docs-search') : '';
}

function framed(title: string, text: string, page?: DocsPage): string {
  const heading = page ? '' : `<h1>${title}</h1>`;
  return part('docs')
    .replace('<!-- docs: title -->', escapeHtml(title))
    .replace('<!-- docs: contents -->', () => (page ? contents(false, page) : ''))
    .replace('<!-- docs: text -->', () => heading + text);
}

/** The list of all pages, with what each is about where there is room for it. */
function contents(isLong: boolean, current?: DocsPage): string {
  const item = (page: DocsPage) => {
    const mark = page.name === current?.name ? ' aria-current="page"' : '';
    const about = isLong && page.about ? ` <span>${escapeHtml(page.about)}</span>` : '';
    return `<li><a href="${page.name}.html"${mark}>${escapeHtml(page.title)}</a>${about}</li>`;
  };
  return docsGroups()
    .map(({ title, pages }) => `<h2>${title}</h2><ul>${pages.map(item).join('')}</ul>`)
    .join('\n');
}

const part = (name: string): string =>
  readFileSync(new URL(`../frame/${name}.html`, import.meta.url), 'utf8').trim();
