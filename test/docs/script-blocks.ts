import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { createMockServer, type Seed } from '../../mock-server/app.ts';
import { readCommand } from '../../mock-server/hosts/command-line.ts';
import { blocksIn, codeBlocks } from './code-blocks.ts';
import { complaints, mistakes } from './compiled.ts';
import { inlineScripts } from './inline-scripts.ts';

const typed = blocksIn('ts', 'tsx');

test('every TypeScript block of the docs compiles against the package', async () => {
  assert.ok(typed.length > 15);
  assert.deepEqual(await complaints(typed), []);
});

test('every JavaScript of the docs compiles, in a block of its own or in HTML', async () => {
  const inline = inlineScripts('js');
  assert.ok(inline.length > 1);
  assert.deepEqual(await complaints([...blocksIn('js'), ...inline]), []);
});

test('what the package does not have is noticed, in every language', async () => {
  for (const mistake of mistakes) assert.match((await complaints([mistake])).join('\n'), mistake.says);
});

test('all JSON of the docs can be read', () => {
  for (const { place, code } of [...blocksIn('json'), ...inlineScripts('json')])
    assert.doesNotThrow(() => JSON.parse(code), place);
});

test('all YAML of the docs is a seed that the server takes', async () => {
  const seeds = blocksIn('yaml');
  assert.ok(seeds.length > 0);
  for (const { place, code } of seeds)
    await assert.doesNotReject(createMockServer({ seed: load(code) as Seed }).open(), place);
});

test('a container of the docs starts the command with flags that it takes, and asks a call that is there', async () => {
  const files = blocksIn('dockerfile');
  assert.ok(files.length > 0);
  for (const { code } of files) {
    const args = [...code.matchAll(/^(?:ENTRYPOINT|CMD) (\[.*\])$/gm)].map(
      ([, list = '']) => JSON.parse(list) as string[],
    );
    const [program, ...flags] = args.flat();
    assert.equal(program, 'connect-passkeys-mock');
    const { port, host } = readCommand(flags);
    const url = /fetch\('([^']+)'\)/.exec(code)?.[1] ?? '';
    assert.deepEqual([new URL(url).port, host], [String(port), '0.0.0.0']);
    assert.ok((await createMockServer().request(url)).ok);
  }
});

test('every block of the docs is in a language that a test knows', () => {
  const known = ['ts', 'tsx', 'js', 'json', 'html', 'vue', 'svelte', 'css', 'sh', 'yaml', 'dockerfile', ''];
  // The report of the API is compared with the sources by a test of its own.
  const odd = codeBlocks().filter(
    ({ language, place }) => !known.includes(language) && !place.startsWith('docs/api'),
  );
  assert.deepEqual(odd, []);
});
