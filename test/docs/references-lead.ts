import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { readMarks } from './links.ts';
import {
  badInputs,
  findDeadNames,
  findDeadNumbers,
  findDeadTitles,
  findLostSections,
  texts,
} from './references.ts';

const all = texts();

test('every lesson and every bad input that is named by its number is one', () => {
  assert.deepEqual(all.flatMap(findDeadNumbers), []);
});

test('every document and every file that a comment or a page names is in the repository', () => {
  assert.deepEqual(all.flatMap(findDeadNames), []);
});

test('every section that a comment names by its number is one of a standard', () => {
  assert.deepEqual(all.flatMap(findLostSections), []);
});

test('every heading that a comment quotes is in the page', () => {
  assert.deepEqual(all.flatMap(findDeadTitles), []);
});

test('every bad input is named in a test', () => {
  const tests = all.filter(({ path }) => /^test\/.*\.ts$/.test(path));
  const named = tests.flatMap(({ path, text }) => {
    const title = path.startsWith('test/mock-server/bad-inputs/') ? /['"`[](\d+)[ ,]/g : /bad input (\d+)/gi;
    return [...text.matchAll(title)].map(([, number = '']) => `bad-input-${number}`);
  });
  const numbers = readMarks(root + badInputs).filter((target) => /^bad-input-\d+$/.test(target));
  assert.equal(numbers.length, 126);
  assert.deepEqual(
    numbers.filter((number) => !named.includes(number)),
    [],
  );
});

test('a reference that leads nowhere is noticed', () => {
  const path = 'src/x.ts';
  // The words stand apart from their numbers, so that this file itself refers to nothing that is missing.
  const [lesson, input, section] = ['Lesson', 'bad input', 'section'];
  assert.equal(findDeadNumbers({ path, text: `// ${lesson} 99` }).length, 1);
  assert.equal(findDeadNumbers({ path, text: `// ${lesson} 9, ${input} 127` }).length, 1);
  for (const name of ['designs.md, 8', '../docs/none.md', 'real-pagez.test.ts'])
    assert.equal(findDeadNames({ path, text: `a(); // See ${name}.` }).length, 1, name);
  assert.equal(findDeadNames({ path: 'docs/x.md', text: 'See `src/no.ts` and [it](no.md).' }).length, 2);
  assert.equal(findLostSections({ path, text: `// ${section} 7.5 of the API reference` }).length, 1);
  assert.equal(findDeadTitles({ path, text: '// docs/lessons.md, "No heading"' }).length, 1);
});

test('a reference that leads somewhere is let through', () => {
  const path = 'src/x.ts';
  const text = '/** Lesson 9, bad inputs 121: errors.ts, docs/lessons.md, `a.md()`. RFC 6749, section 2.3 */';
  for (const find of [findDeadNumbers, findDeadNames, findDeadTitles, findLostSections])
    assert.deepEqual(find({ path, text }), []);
  assert.deepEqual(findDeadNames({ path: 'docs/x.md', text: 'Your `main.ts`, our `src/errors.ts`.' }), []);
});
