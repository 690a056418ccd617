import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { docsGroups, renderDocs, repository } from '../../demo/host/docs-pages.ts';

describe('the documentation as pages of the site', () => {
  const pages = docsGroups().flatMap((group) => group.pages);
  const texts = new Map(
    pages.map((page) => [`${page.name}.html`, renderDocs(page, (image) => `image:${image}`)]),
  );
  const matches = (pattern: RegExp) =>
    [...texts].flatMap(([page, html]) =>
      [...html.matchAll(pattern)].map(([, found = '']) => ({ page, found })),
    );

  it('has a title and a place for every file of docs', () => {
    assert.deepEqual(
      pages.filter(({ title, path }) => title === path),
      [],
    );
    assert.equal(texts.size, pages.length);
  });

  it('has no link to a page or a heading that is not there', () => {
    const links = matches(/href="([^":]+)"/g).filter(({ page, found }) => {
      const [file, anchor] = found.split('#');
      const target = texts.get(file === '' ? page : (file ?? ''));
      if (file === 'docs.html') return false;
      return target === undefined || (anchor !== undefined && !target.includes(`id="${anchor}"`));
    });
    assert.deepEqual(links, []);
  });

  it('has no picture that is not there', () => {
    const pictures = matches(/src="image:([^"]+)"/g);
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter(({ found }) => !existsSync(repository + found)),
      [],
    );
  });

  it('has nothing that the policy of the site forbids', () => {
    assert.deepEqual(matches(/(<script|<[a-z][^>]*\s(?:style|on\w+)=)/g), []);
  });
});
