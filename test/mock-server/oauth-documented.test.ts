import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('./', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Sentences of tests, and of the cases in them, as they are quoted in the source. */
const sentences = sources.flatMap((text) =>
  [...text.matchAll(/(?:^ *test\(|^ *\[)(?:'([^']+)'|`([^`]+)`|"([^"]+)")/gm)].map((found) =>
    found.slice(1).join(''),
  ),
);

const rows = readFileSync(new URL('../../docs/oauth.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:document|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('the page has every document of OAuth that the server follows', () => {
  const documents = new Set(rows.map(([, document = '']) => document.split(',')[0]));
  const expected = ['RFC 6749', 'RFC 7636', 'RFC 7009', 'RFC 7662', 'RFC 9068'];
  const openId = ['OpenID Connect Core 1.0', 'OpenID Connect RP-Initiated Logout 1.0'];
  assert.deepEqual([...documents], [...expected, ...openId]);
});

for (const [, document = '', section = '', , words = ''] of rows) {
  test(`the test that the page names for ${document}, ${section}, is there: ${words}`, () => {
    assert.ok(words.length > 10 && sentences.some((sentence) => sentence.includes(words)));
  });
}
