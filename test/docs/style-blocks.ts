import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { transform } from 'esbuild';
import { blocksIn } from './code-blocks.ts';
import { declarations, type Declaration, type Member } from './manifest.ts';

let elements: readonly Declaration[];
before(async () => {
  elements = await declarations();
});

test('every CSS block of the docs can be read and styles what the elements have', async () => {
  const blocks = blocksIn('css');
  assert.ok(blocks.length > 1);
  for (const { place, code } of blocks) assert.deepEqual(await complaints(code), [], place);
});

test('what cannot be styled is noticed', async () => {
  assert.deepEqual(await complaints('passkey-signin { --passkey-acent: red }'), ['--passkey-acent']);
  assert.deepEqual(await complaints('passkey-signin::part(row) { color: red }'), [
    'passkey-signin::part(row)',
  ]);
  assert.deepEqual(await complaints('passkey-manager:state(offer) { color: red }'), [
    'passkey-manager:state(offer)',
  ]);
  assert.equal((await complaints('a { color red }')).length, 1);
});

async function complaints(css: string): Promise<readonly string[]> {
  const { warnings } = await transform(css, { loader: 'css', logLevel: 'silent' });
  const selectors = [...css.matchAll(/(passkey-\w+)(::part|:state)\(([\w-]+)\)/g)];
  const unknown = selectors.filter(([, tag, kind, name = '']) => {
    const element = elements.find(({ tagName }) => tagName === tag);
    return !has(kind === '::part' ? element?.cssParts : element?.cssStates, name);
  });
  const properties = [...css.matchAll(/--passkey-[\w-]+/g)].map(([name]) => name);
  return [
    ...warnings.map(({ text }) => text),
    ...unknown.map(([text]) => text),
    ...properties.filter((name) => !elements.some(({ cssProperties }) => has(cssProperties, name))),
  ];
}

const has = (members: readonly Member[] = [], name: string) => members.some((member) => member.name === name);
