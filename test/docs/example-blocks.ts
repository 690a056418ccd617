import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { complaints } from './compiled.ts';
import { exampleBlocks } from './examples.ts';

test('every example in the comments of the sources compiles against the package', async () => {
  const examples = exampleBlocks();
  assert.ok(examples.length > 35);
  assert.deepEqual(await complaints(examples), []);
});

const clients: Readonly<Record<string, string>> = {
  'src/client/types.ts': 'PasskeyDirectory',
  'src/client/hosted-page.ts': 'HostedPageActions',
  'src/api/system.ts': 'System',
};

for (const [path, name] of Object.entries(clients)) {
  test(`every method of ${name} has an example`, () => {
    assert.deepEqual(methodsWithoutExample(readFileSync(root + path, 'utf8')), []);
  });
}

/** The methods of a file's interfaces: a comment, and the name at the beginning of a line. */
function methodsWithoutExample(text: string): readonly string[] {
  const interfaces = text.slice(0, text.search(/^(?:export )?(?:function|const) /m) >>> 0);
  return [...interfaces.matchAll(/^ {2}(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n {2})?(\w+)\(/gm)]
    .filter(([, comment = '']) => !comment.includes('@example'))
    .map(([, , name = '']) => name);
}
