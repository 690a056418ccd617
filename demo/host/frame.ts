import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts the parts that all pages share into them: `<!-- frame: header -->` becomes `demo/frame/header.html`. */
export function frame(): Plugin {
  return {
    name: 'demo-frame',
    transformIndexHtml: { order: 'pre', handler: (html, { filename }) => framed(html, filename) },
  };
}

function framed(html: string, filename: string): string {
  // The pages of the documentation are below one link.
  const page = (filename.split('/').at(-1) ?? '').replace(/^docs-.*/, 'docs.html');
  return html
    .replace(/<!-- frame: (\w+) -->/g, (_, part: string) => partNamed(part))
    .replace(`<a href="${page}">`, `<a href="${page}" aria-current="page">`);
}

const partNamed = (part: string) =>
  readFileSync(new URL(`../frame/${part}.html`, import.meta.url), 'utf8').trim();
