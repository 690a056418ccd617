import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { pages } from './code-blocks.ts';
import { anchorsOf, headingsOf, linksOf } from './links.ts';

test('every link between the pages leads somewhere', () => {
  const dead = pages().flatMap((page) =>
    linksOf(root + page)
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(dead, []);
});

test('every anchor is that of a heading', () => {
  const dead = pages().flatMap((page) =>
    anchorsOf(root + page)
      .filter(([other, anchor]) => {
        const target = other === '' ? page : join(dirname(page), other);
        return !headingsOf(root + target).includes(anchor);
      })
      .map(([other, anchor]) => `${page}: ${other}#${anchor}`),
  );
  assert.deepEqual(dead, []);
});
