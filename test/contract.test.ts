import assert from 'node:assert/strict';
import { test } from 'node:test';
import openapiTS, { astToString } from 'openapi-typescript';
import { openapi } from './support/openapi.ts';
import { compile, root } from './support/virtual-program.ts';

/** Bodies that contract.ts and openapi.yaml describe with the same members, and the schema's name. */
const same = {
  CredentialRecord: 'CredentialRecord',
  CreateCompleteReply: 'CreateCompleteReply',
  SelfCredential: 'SelfCredential',
  SelfProfile: 'SelfProfile',
  SystemCredential: 'SystemCredential',
  UserDetails: 'UserDetails',
  TokenReply: 'TokenReply',
  RedirectReply: 'RedirectReply',
  SecondFactorReply: 'SecondFactorReply',
  RenameBody: 'RenameBody',
  SetWebauthnBody: 'SetWebauthnBody',
  AddRequestBody: 'AddRequestBody',
  AddCompleteBody: 'AddCompleteBody',
  WorkspaceSettings: 'WorkspaceSettings',
  PoolSettings: 'PoolSettings',
  RefusalBody: 'Refusal',
} as const;

/** Bodies whose types the browser's own JSON types widen: what the server sends must be readable as them. */
const readable = {
  CredentialCreation: 'CredentialCreation',
  CredentialAssertion: 'CredentialAssertion',
} as const;

test('contract.ts and openapi.yaml describe the same bodies', async () => {
  assert.deepEqual(await complaints(comparison(same, readable)), []);
});

test('a body that differs from its description is noticed', async () => {
  const found = await complaints(comparison({ RenameBody: 'Refusal' }, {}));
  assert.notDeepEqual(found, []);
});

function comparison(
  equal: Readonly<Record<string, string>>,
  oneWay: Readonly<Record<string, string>>,
): string {
  const lines = [
    `import type * as C from './src/wire/contract.ts';`,
    `import type { components } from './described.ts';`,
    `type S = Plain<components['schemas']>;`,
    `type Plain<T> = T extends string ? T : T extends readonly (infer I)[] ? Plain<I>[] : T extends object`,
    `  ? { -readonly [K in keyof T]: Plain<T[K]> } : T;`,
    `type Paths<T> = T extends string ? never : T extends readonly (infer I)[] ? Paths<I> : T extends object`,
    `  ? { [K in keyof T & string]-?: K | \`\${K}.\${Paths<NonNullable<T[K]>>}\` }[keyof T & string] : never;`,
    `type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;`,
    `type All<T extends true> = T;`,
    ...Object.entries(equal).flatMap(([name, schema]) => [
      `export type ${name}Assignable = All<Same<Plain<C.${name}>, S['${schema}']>>;`,
      `export type ${name}Members = All<Same<Paths<Plain<C.${name}>>, Paths<S['${schema}']>>>;`,
    ]),
    ...Object.entries(oneWay).map(
      ([name, schema]) => `export const read${name} = (body: S['${schema}']): C.${name} => body;`,
    ),
  ];
  return lines.join('\n');
}

async function complaints(source: string): Promise<readonly string[]> {
  const described = astToString(await openapiTS(JSON.stringify(openapi())));
  const files = new Map([
    [`${root}described.ts`, described],
    [`${root}comparison.ts`, source],
  ]);
  return compile(files)
    .filter(({ path }) => path.endsWith('/comparison.ts'))
    .map(({ where, message }) => `${where}: ${message}`);
}
