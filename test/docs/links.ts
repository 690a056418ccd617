import { readFileSync } from 'node:fs';

/** The relative links of a page, pictures too, without anchors. @param path of a Markdown file */
export function linksOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8').replace(/^```.*?^```/gms, '');
  const links = [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors into other pages or the same one, as page and anchor; the page is empty for the same. */
export function anchorsOf(path: string): readonly (readonly [page: string, anchor: string])[] {
  const links = readFileSync(path, 'utf8').matchAll(/\]\(([^)#\s:]*)#([^)]+)\)/g);
  return [...links].map(([, page = '', anchor = '']) => [page, anchor]);
}

/** The anchors that a page's headings make. */
export function readHeadings(path: string): readonly string[] {
  const headings = readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = '']) => toAnchor(text));
}

/** The anchor of a heading. */
export const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/<[^>]*>|[^\w\s-]/g, '')
    .replaceAll(' ', '-');

/** The anchors that a page sets by hand: `<a id="lesson-9"></a>`. */
export function readMarks(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
}
