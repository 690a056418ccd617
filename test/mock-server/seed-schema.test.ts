import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { bank, fitsSchema, schema } from './seeds.ts';

/** Every object of the schema, with the path of a member in a document. */
function* objectsIn(part: unknown, path: string): Generator<{ path: string; names: string[] }> {
  if (typeof part !== 'object' || part === null) return;
  const { properties, items } = part as { properties?: Record<string, unknown>; items?: unknown };
  if (properties) yield { path, names: Object.keys(properties) };
  for (const [name, member] of Object.entries(properties ?? {})) yield* objectsIn(member, `${path}/${name}`);
  if (items) yield* objectsIn(items, `${path}/0`);
}

test('the schema for editors knows every member that the server knows', () => {
  assert.ok(fitsSchema(bank), JSON.stringify(fitsSchema.errors));
  const expected: Record<string, readonly string[]> = {};
  for (const list of [
    '',
    '/tenant',
    '/workspaces/0',
    '/pools/0',
    '/users/0',
    '/users/0/passkeys/0',
    '/clients/0',
  ])
    expected[list] = knownBy(list);
  const described = new Map([...objectsIn(schema, '')].map(({ path, names }) => [path, names]));
  for (const [path, names] of Object.entries(expected)) {
    assert.deepEqual(described.get(path)?.toSorted(), names.toSorted(), path);
  }
});

/** The server lists the members that it knows where it meets another. */
function knownBy(path: string): readonly string[] {
  const needed: Record<string, object> = {
    workspaces: { id: 'a' },
    pools: { id: 'a' },
    users: { identifiers: ['a'] },
    passkeys: { credential_id: 'AAAA', public_key: 'AAAA' },
    clients: { client_id: 'a' },
  };
  const build = ([name, ...rest]: readonly string[], inside: object): object => {
    if (name === undefined) return { ...inside, odd: 1 };
    if (name === 'tenant') return { ...inside, tenant: { odd: 1 } };
    return { ...inside, [name]: [build(rest, needed[name] ?? {})] };
  };
  const names = path.split('/').filter((part) => part !== '' && part !== '0');
  try {
    createMockServer({ seed: build(names, {}) });
  } catch (error) {
    return /there are (.*)\.$/.exec((error as Error).message)?.[1]?.split(', ') ?? [];
  }
  return [];
}
