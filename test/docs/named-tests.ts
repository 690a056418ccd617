import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../support/repository.ts';

/** A sentence in the source: of a test, or of a case that gives one its name. Template literals are as written. */
const sentence =
  /(?:\b(?:test|it|withSignals)(?:\.\w+)?\(\s*|\bname: |^\s*\[\s*)(?:'((?:[^'\\]|\\.)+)'|`([^`]+)`|"([^"]+)")/gm;

/** The sentences of every test of the repository. */
export function testSentences(): readonly string[] {
  const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(`${root}test/${file}`, 'utf8').matchAll(sentence)])
    .map(([, single, template, double]) => (single ?? template ?? double ?? '').replaceAll("\\'", "'"));
}

/** The rows of the tables of a page, without their headings: trimmed cells. */
export function tableRows(page: string): readonly (readonly string[])[] {
  const lines = readFileSync(root + page, 'utf8').split('\n');
  const isRow = (line: string | undefined) => line?.startsWith('|') === true;
  const isRule = (line: string | undefined) => /^\|[ :|-]+\|$/.test(line ?? '');
  return lines
    .filter((line, at) => isRow(line) && !isRule(line) && !isRule(lines[at + 1]))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
