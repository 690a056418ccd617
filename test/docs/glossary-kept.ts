import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../support/repository.ts';

test('the glossary has each term once, in order, with a sentence and the file that keeps it', () => {
  const text = readFileSync(`${root}docs/glossary.md`, 'utf8');
  const rows = [...text.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].slice(2);
  const terms = rows.map(([, term = '']) => term);
  assert.ok(terms.length >= 30);
  assert.deepEqual(
    terms,
    [...new Set(terms)].toSorted((a, b) => a.localeCompare(b)),
  );
  for (const [, term, sentence, place] of rows) {
    assert.match(sentence ?? '', /^.+\.$/, term);
    assert.match(place ?? '', /^\[[^\]]+\]\([^)]+\)/, term);
  }
});
