import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { passkeyErrorCodes } from '../../src/errors.ts';
import { findTestFiles } from '../runner/files.ts';

/** Names of the tests that run in a browser. */
const { chromium, node } = findTestFiles('.', { filters: [], matrix: false });
const titles = [...chromium, 'test/client/real-pages.test.ts']
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const named = (what: string): readonly number[] => {
  const found = [...titles.matchAll(new RegExp(`['"\`]${what} (\\d+):`, 'g'))].map(([, number]) =>
    Number(number),
  );
  return [...new Set(found)].sort((one, other) => one - other);
};

const from = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('each of the twenty lessons of the field is a test in a browser', () => {
  assert.deepEqual(named('lesson'), from(1, 20));
});

test('each bad input that a client meets is a test in a browser', () => {
  assert.deepEqual(
    named('bad input').filter((number) => number >= 118 && number <= 125),
    from(118, 125),
  );
});

test('each code of an error is what some call of the client ends with in a test', () => {
  // The two tables of pure functions would name every code, reachable or not.
  const calls = [...chromium, ...node].filter(
    (file) => !/(?:explain|refusal|errors|lessons)\.test\.ts$/.test(file),
  );
  const text = calls.map((file) => readFileSync(file, 'utf8')).join('\n');
  assert.deepEqual(
    passkeyErrorCodes.filter(
      (code) => !new RegExp(`(?:code: |code['"],? |equal\\(|call: |, )'${code}'`).test(text),
    ),
    [],
  );
});
