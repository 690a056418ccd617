import type ts from 'typescript';
import { compile, root } from '../support/virtual-program.ts';
import type { CodeBlock } from './code-blocks.ts';
import { packagePaths } from './package-paths.ts';

/** What the page around a script of the docs has. */
const surroundings = `import type {} from 'connect-passkeys/define';
declare const session: { accessToken(): string };
declare function vue(options: object): unknown;
declare function it(does: string, test: () => Promise<void>): void;
`;

const settings: ts.CompilerOptions = {
  strict: false,
  noUnusedLocals: false,
  exactOptionalPropertyTypes: false,
  paths: packagePaths,
};

/** What the compiler has against JavaScript: types as they are inferred, null wherever it likes. */
export function looseComplaints(scripts: readonly Omit<CodeBlock, 'language'>[]): readonly string[] {
  const files = new Map(scripts.map(({ place }, at) => [`${root}docs/loose-${String(at)}.ts`, place]));
  const texts = [...files.keys()].map(
    (path, at) => [path, surroundings + (scripts[at]?.code ?? '')] as const,
  );
  return compile(new Map(texts), settings).map(({ path, message }) => `${files.get(path) ?? ''}: ${message}`);
}
