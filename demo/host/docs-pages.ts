/** The documentation in `docs`, as pages of the demo site. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { Marked, type Tokens } from 'marked';
import { gfmHeadingId } from 'marked-gfm-heading-id';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface DocsPage {
  /** Path in the repository: `docs/recipes/upgrade.md`. */
  readonly path: string;
  /** Name of the page: `docs-recipes-upgrade`; the contents are `docs`. */
  readonly name: string;
  readonly title: string;
  /** First sentence of the text. */
  readonly about: string;
}

export interface DocsGroup {
  readonly title: string;
  readonly pages: readonly DocsPage[];
}

const references = ['elements', 'states', 'api', 'errors', 'mock-server', 'oauth', 'connect-api'];

/** All pages of `docs`: a new one needs no entry anywhere. */
export function docsGroups(): readonly DocsGroup[] {
  const top = pagesIn('docs');
  const isReference = ({ path }: DocsPage) => references.includes(basename(path, '.md'));
  return [
    { title: 'Recipes', pages: pagesIn('docs/recipes') },
    { title: 'Reference', pages: top.filter(isReference) },
    {
      title: 'Background',
      pages: [...top.filter((page) => !isReference(page)), ...pagesIn('docs/decisions')],
    },
  ];
}

function pagesIn(folder: string): readonly DocsPage[] {
  return readdirSync(repository + folder)
    .filter((file) => file.endsWith('.md') && !['README.md', 'agents.md'].includes(file))
    .toSorted()
    .map((file) => toPage(`${folder}/${file}`));
}

function toPage(path: string): DocsPage {
  const text = readFileSync(repository + path, 'utf8');
  const [, title = path, paragraph = ''] = /^# (.*)\n+((?:[^\n#|].*\n)*)/.exec(text) ?? [];
  return { path, name: pageName(path), title: toPlainText(title), about: toFirstSentence(paragraph) };
}

function toFirstSentence(markdown: string): string {
  const [sentence = ''] = /^.*?[.:](?=\s|$)/s.exec(toPlainText(markdown).replace(/^Decided\. /, '')) ?? [];
  return sentence.replaceAll('\n', ' ').replace(/:$/, '.');
}

const pageName = (path: string): string => path.replace(/\.md$/, '').replaceAll('/', '-');

const toPlainText = (markdown: string): string =>
  markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');

/**
 * The HTML of a page. Links between pages of `docs` lead to the site's pages; other files of the repository are named
 * without a link.
 *
 * @param toImage address of an image, by its path in the repository
 */
export function renderDocs({ path }: DocsPage, toImage: (path: string) => string): string {
  const markdown = new Marked({
    renderer: {
      link(token) {
        return linked(token, path, this.parser.parseInline(token.tokens));
      },
      image: ({ href, text }) =>
        `<img src="${toImage(join(dirname(path), href))}" alt="${escapeHtml(text)}" loading="lazy" />`,
      code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
      table(token) {
        return scrollable(token, (cell) => this.parser.parseInline(cell.tokens));
      },
    },
  });
  markdown.use(gfmHeadingId());
  return markdown.parse(readFileSync(repository + path, 'utf8'), { async: false });
}

function linked({ href }: Tokens.Link, from: string, text: string): string {
  if (/^(https:|#)/.test(href)) return `<a href="${escapeHtml(href)}">${text}</a>`;
  const [file = '', anchor] = href.split('#');
  const target = join(dirname(from), file);
  if (!target.startsWith('docs/') || !target.endsWith('.md')) return text;
  const page = basename(target) === 'README.md' ? 'docs' : pageName(target);
  return `<a href="${page}.html${anchor === undefined ? '' : `#${anchor}`}">${text}</a>`;
}

/** A wide table scrolls by itself, also with the keyboard. */
function scrollable({ header, rows }: Tokens.Table, toHtml: (cell: Tokens.TableCell) => string): string {
  const row = (cells: readonly Tokens.TableCell[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${toHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table">
<table><thead>${row(header, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('\n')}</tbody></table>
</div>\n`;
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
