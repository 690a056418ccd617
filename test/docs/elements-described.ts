import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { PasskeyManager } from '../../src/elements/passkey-manager/passkey-manager.ts';
import { PasskeySignin } from '../../src/elements/passkey-signin/passkey-signin.ts';
import { complaints } from './compiled.ts';
import { declarations, type Declaration, type Member } from './manifest.ts';
import { stateBlock } from './state-blocks.ts';

const eventNames = namesOfEvents();

for (const [tag, element] of [
  ['passkey-signin', PasskeySignin],
  ['passkey-manager', PasskeyManager],
] as const) {
  describe(`<${tag}> documents`, () => {
    const source = sourceOf(`src/elements/${tag}`);
    let manifest: Declaration;
    before(async () => {
      manifest = (await declarations()).find(({ tagName }) => tagName === tag)!;
    });

    it('each attribute it observes', () => {
      assert.deepEqual(names(manifest.attributes), [...element.observedAttributes].sort());
    });

    it('each property that a page can set', () => {
      const properties = [...element.elementProperties.keys()].map(String);
      const documented = new Set(names(manifest.members));
      assert.deepEqual(
        properties.filter((name) => !documented.has(name)),
        [],
      );
    });

    it('each part, and no other', () => {
      assert.deepEqual(names(manifest.cssParts), found(source, /\bpart="([a-z -]+)"/g));
    });

    it('each slot, and no other', () => {
      assert.deepEqual(names(manifest.slots), found(source, /<slot name="([a-z-]+)"/g));
    });

    it('each event with its class, and no other', () => {
      const fired = found(source, /\bnew (?:events\.)?(Passkey\w+Event)\(/g);
      const documented = (manifest.events ?? []).map(({ name, type }) => `${name} ${type?.text ?? ''}`);
      assert.deepEqual(
        documented.sort(),
        fired.map((name) => `${eventNames.get(name) ?? ''} ${name}`).sort(),
      );
    });

    it('each custom property with its default, and no other', () => {
      const look = source + readFileSync('src/elements/shared/base-styles.ts', 'utf8');
      const used = found(look, /var\((--passkey-[a-z-]+, (?:[^()]|\([^()]*\))+)\)/g);
      const documented = (manifest.cssProperties ?? []).map(
        (property) => `${property.name}, ${property.default ?? ''}`,
      );
      assert.deepEqual(documented.sort(), used);
    });

    it('each custom state, and no other', async () => {
      assert.deepEqual(await complaints([stateBlock(manifest)]), []);
    });

    it('what each of them is for', () => {
      const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = manifest;
      const all = [attributes, members, events, slots, cssParts, cssProperties, cssStates].flatMap(
        (list = []) => list,
      );
      assert.deepEqual(
        all.filter(({ description }) => !description).map(({ name }) => name),
        [],
      );
    });
  });
}

function names(list: readonly Member[] = []): readonly string[] {
  return list.map(({ name }) => name).sort();
}

/** Matches of a pattern's group, each once, sorted; a part may have two names. */
function found(text: string, pattern: RegExp): readonly string[] {
  const all = [...text.matchAll(pattern)].map(([, group = '']) => group);
  return [...new Set(all.flatMap((group) => (group.includes(',') ? [group] : group.split(' '))))].sort();
}

function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
}

/** Event name by class: `PasskeySignedInEvent` is `passkey-signed-in`, as in its constructor. */
function namesOfEvents(): ReadonlyMap<string, string> {
  const source = readFileSync('src/elements/shared/events.ts', 'utf8');
  const classes = source.matchAll(/export class (\w+) [\s\S]*?super\(\s*'([a-z-]+)'/g);
  return new Map([...classes].map(([, name = '', type = '']) => [name, type]));
}
