import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import openapiTS, { astToString } from 'openapi-typescript';
import { openapi } from './support/openapi.ts';
import { compile } from './support/compiler.ts';
import { root } from './support/repository.ts';

/** Bodies that contract.ts and openapi.yaml describe with the same members, and the schema's name. */
const same = {
  CredentialRecord: 'CredentialRecord',
  CreateCompleteReply: 'CreateCompleteReply',
  TokenReply: 'TokenReply',
  RedirectReply: 'RedirectReply',
  SecondFactorReply: 'SecondFactorReply',
  RenameBody: 'RenameBody',
  SetWebauthnBody: 'SetWebauthnBody',
  AddRequestBody: 'AddRequestBody',
  AddCompleteBody: 'AddCompleteBody',
  WorkspaceSettings: 'WorkspaceSettings',
  RefusalBody: 'Refusal',
} as const;

/** The same members, more of them required and enumerated than the SDK relies on: a tenant may send less. */
const tolerated = {
  SelfCredential: 'SelfCredential',
  SelfProfile: 'SelfProfile',
  SystemCredential: 'SystemCredential',
  UserDetails: 'UserDetails',
} as const;

/**
 * Bodies with types that the SDK or the browser's own JSON types widen: replies of the server must be readable as them.
 */
const readable = {
  CredentialCreation: 'CredentialCreation',
  CredentialAssertion: 'CredentialAssertion',
  ...tolerated,
  PoolSettings: 'PoolSettings',
} as const;

let complaints: Readonly<Record<'same' | 'different', readonly string[]>>;
before(async () => {
  const described = astToString(await openapiTS(JSON.stringify(openapi())));
  const sources = {
    same: comparison(same, readable),
    different: comparison({ RenameBody: 'Refusal' }, {}),
  };
  const files = { 'described.ts': described, 'same.ts': sources.same, 'different.ts': sources.different };
  const found = await compile(new Map(Object.entries(files)));
  const about = (name: keyof typeof sources) =>
    found
      .filter(({ file }) => file === `${name}.ts`)
      .map(({ line, message }) => `${sources[name].split('\n')[line - 1] ?? ''} ${message}`);
  complaints = { same: about('same'), different: about('different') };
});

test('contract.ts and openapi.yaml describe the same bodies', () => {
  assert.deepEqual(complaints.same, []);
});

test('a body that differs from its description is noticed', () => {
  assert.match(complaints.different[0] ?? '', /RenameBody.*'false' does not satisfy the constraint 'true'/);
});

function comparison(
  equal: Readonly<Record<string, string>>,
  oneWay: Readonly<Record<string, string>>,
): string {
  const lines = [
    `import type * as C from '${root}src/api/contract.ts';`,
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
    ...Object.entries(tolerated).map(
      ([name, schema]) =>
        `export type ${name}Members = All<Same<Paths<Plain<C.${name}>>, Paths<S['${schema}']>>>;`,
    ),
    ...Object.entries(oneWay).map(
      ([name, schema]) => `export const read${name} = (body: S['${schema}']): C.${name} => body;`,
    ),
  ];
  return lines.join('\n');
}
