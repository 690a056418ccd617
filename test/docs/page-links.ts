import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { pages } from './code-blocks.ts';
import { anchorsOf, linksOf, readHeadings, readMarks } from './links.ts';

test('every link between the pages leads somewhere', () => {
  const dead = pages().flatMap((page) =>
    linksOf(root + page)
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(dead, []);
});

test('every link that is labelled by the name of a file leads to that file', () => {
  const odd = pages().flatMap((page) =>
    [...readFileSync(root + page, 'utf8').matchAll(/\[([\w.-]+\.(?:ts|md|yaml))\]\(([^)#\s]+)/g)]
      .filter(([, label, target = '']) => basename(target) !== label)
      .map(([link]) => `${page}: ${link}`),
  );
  assert.deepEqual(odd, []);
});

/** An anchor that a page sets by hand, because a number is shorter than its heading or in a table. */
const isNumber = (anchor: string): boolean => /^(?:lesson|bad-input)-\d+$/.test(anchor);

test('every anchor is that of a heading', () => {
  assert.deepEqual(
    findDeadAnchors(readHeadings, (anchor) => !isNumber(anchor)),
    [],
  );
});

test('every anchor with a number is that of a lesson or a bad input', () => {
  assert.deepEqual(findDeadAnchors(readMarks, isNumber), []);
});

function findDeadAnchors(
  readTargets: (path: string) => readonly string[],
  isWanted: (anchor: string) => boolean,
): readonly string[] {
  return pages().flatMap((page) =>
    anchorsOf(root + page)
      .filter(([other, anchor]) => {
        const target = other === '' ? page : join(dirname(page), other);
        return isWanted(anchor) && !readTargets(root + target).includes(anchor);
      })
      .map(([other, anchor]) => `${page}: ${other}#${anchor}`),
  );
}
