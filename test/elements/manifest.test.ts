import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { PasskeyManager } from '../../src/elements/passkey-manager/passkey-manager.ts';
import { PasskeySignin } from '../../src/elements/passkey-signin/passkey-signin.ts';

/** The parts of a custom elements manifest (schema 2) that are compared. */
interface Declaration {
  readonly tagName: string;
  readonly attributes: readonly Named[];
  readonly members: readonly Named[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

const { modules } = (await cli({ argv: ['analyze', '--quiet'], noWrite: true })) as {
  modules: { readonly declarations: readonly Declaration[] }[];
};
const declarations = modules.flatMap((module) => module.declarations);
const eventNames = namesOfEvents();

for (const [tag, element] of [
  ['passkey-signin', PasskeySignin],
  ['passkey-manager', PasskeyManager],
] as const) {
  const source = sourceOf(`src/elements/${tag}`);
  const manifest = declarations.find(({ tagName }) => tagName === tag)!;

  test(`<${tag}> documents each attribute it observes`, () => {
    assert.deepEqual(names(manifest.attributes), [...element.observedAttributes].sort());
  });

  test(`<${tag}> documents each property that a page can set`, () => {
    const properties = [...element.elementProperties.keys()].map(String);
    const documented = new Set(names(manifest.members));
    assert.deepEqual(
      properties.filter((name) => !documented.has(name)),
      [],
    );
  });

  test(`<${tag}> documents each part, and no other`, () => {
    assert.deepEqual(names(manifest.cssParts), found(source, /\bpart="([a-z -]+)"/g));
  });

  test(`<${tag}> documents each slot, and no other`, () => {
    assert.deepEqual(names(manifest.slots ?? []), found(source, /<slot name="([a-z-]+)"/g));
  });

  test(`<${tag}> documents each event with its class, and no other`, () => {
    const fired = found(source, /\bnew (?:events\.)?(Passkey\w+Event)\(/g);
    const documented = manifest.events.map(({ name, type }) => `${name} ${type?.text ?? ''}`).sort();
    assert.deepEqual(documented, fired.map((name) => `${eventNames.get(name) ?? ''} ${name}`).sort());
  });

  test(`<${tag}> documents each custom property with its default, and no other`, () => {
    const look = source + readFileSync('src/elements/shared/look.ts', 'utf8');
    const used = found(look, /var\((--passkey-[a-z-]+, (?:[^()]|\([^()]*\))+)\)/g);
    const documented = manifest.cssProperties.map(
      (property) => `${property.name}, ${property.default ?? ''}`,
    );
    assert.deepEqual(documented.sort(), used);
  });

  test(`<${tag}> documents each custom state, and no other`, () => {
    assert.deepEqual(names(manifest.cssStates), stateNames(`src/elements/${tag}/state.ts`));
  });

  test(`<${tag}> says what each of them is for`, () => {
    const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = manifest;
    const all = [attributes, members, events, slots ?? [], cssParts, cssProperties, cssStates].flat();
    assert.deepEqual(
      all.filter(({ description }) => !description).map(({ name }) => name),
      [],
    );
  });
}

function names(list: readonly Named[]): readonly string[] {
  return list.map(({ name }) => name).sort();
}

/** What a pattern's group finds, each once, sorted; a part may have two names. */
function found(text: string, pattern: RegExp): readonly string[] {
  const all = [...text.matchAll(pattern)].map(([, group = '']) => group);
  return [...new Set(all.flatMap((group) => (group.includes(',') ? [group] : group.split(' '))))].sort();
}

function sourceOf(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
}

/** `PasskeySignedInEvent` is `passkey-signed-in`, as its constructor says. */
function namesOfEvents(): ReadonlyMap<string, string> {
  const source = readFileSync('src/elements/shared/events.ts', 'utf8');
  const classes = source.matchAll(/export class (\w+) [\s\S]*?super\(\s*'([a-z-]+)'/g);
  return new Map([...classes].map(([, name = '', type = '']) => [name, type]));
}

/** The names that `StateName` stands for, as the compiler sees them. */
function stateNames(file: string): readonly string[] {
  const options = { allowImportingTsExtensions: true, noEmit: true, strict: true, types: [] };
  const program = ts.createProgram([file], {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const checker = program.getTypeChecker();
  const declared = program.getSourceFile(file)!.statements.filter(ts.isTypeAliasDeclaration);
  const type = checker.getTypeAtLocation(declared.find(({ name }) => name.text === 'StateName')!);
  const members = type.isUnion() ? type.types : [type];
  return members
    .map((member) => (member.isStringLiteral() ? member.value : checker.typeToString(member)))
    .sort();
}
