import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = (...paths: readonly string[]): string => paths.map(read).join('\n');

/** Where a name of each kind is declared, as a member of a type or, for settings, of a described body. */
const declared = {
  SDK: all('src/client/config.ts', 'src/client/types.ts', 'src/helpdesk/system-client.ts', 'src/api/urls.ts'),
  mock: all(
    'mock-server/app.ts',
    'mock-server/domain/context.ts',
    'mock-server/hosts/node.ts',
    'mock-server/hosts/listener.ts',
  ),
  setting: read('mock-server/openapi.yaml'),
} as const;

const rows = read('mock-server/ASSUMPTIONS.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:assumption|-)/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

for (const [, assumption = '', here = '', changedBy = ''] of rows) {
  test(`the page says what changes this: ${assumption}`, () => {
    assert.ok(here.length > 0 && changedBy.length > 0, 'an empty cell');
    const options = optionsIn(`${here}; ${changedBy}`);
    for (const { kind, name } of options) {
      assert.match(declared[kind], new RegExp(`\\b${name}\\??[:(]`), `${kind} has no ${name}`);
    }
    const reason = /^none(?: needed)?: \S/.test(changedBy) || changedBy.startsWith('`--');
    assert.ok(options.length > 0 || reason, 'neither an option nor a reason why there is none');
  });
}

/** `SDK `a`, `b.c`; mock `d`` names a, b and c of the SDK and d of the mock. */
function optionsIn(text: string): readonly { readonly kind: keyof typeof declared; readonly name: string }[] {
  return [...text.matchAll(/\b(SDK|mock|setting)((?:,? `[^`]+`)+)/g)].flatMap(([, kind, names = '']) =>
    [...names.matchAll(/`([\w.]+)/g)].flatMap(([, path = '']) =>
      path.split('.').map((name) => ({ kind: kind as keyof typeof declared, name })),
    ),
  );
}
