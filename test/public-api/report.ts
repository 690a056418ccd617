import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { complaintsOf, inProject } from '../support/compiler.ts';
import { root } from '../support/repository.ts';

/** Entries of the report, with the files of their exports. The elements have their manifest. */
const entries = [
  ['connect-passkeys', 'src/index.ts'],
  ['connect-passkeys/system', 'src/system.ts'],
  ['connect-passkeys/testing', 'src/testing.ts'],
  ['connect-passkeys/doctor', 'src/doctor.ts'],
] as const;

const heading = `# API report

Every public name and its type. A test compares this file with the source: \`npm run api\` writes it
anew, and the difference shows what a change does to those who use the package.

`;

/** The public surface in Markdown: every exported name with its declaration, without comments. */
export async function apiReport(): Promise<string> {
  const project = { files: entries.map(([, file]) => root + file), options: declarationsOnly };
  const sections = await inProject(project, async (folder) => {
    await complaintsOf(folder);
    const declarations = entries.map(([, file]) => exportsOf(join(folder, file)));
    return (await Promise.all(declarations)).map((text, at) => section(entries[at]![0], text));
  });
  const style = await resolveConfig('docs/api.md');
  return format(heading + sections.join('\n'), { ...style, parser: 'markdown' });
}

/** Leaves the correctness of the types to other tests. */
const declarationsOnly = {
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  removeComments: true,
  noCheck: true,
  rootDir: root,
  outDir: '.',
};

const section = (name: string, declarations: string): string =>
  `## \`${name}\`\n\n\`\`\`typescript\n${declarations}\n\`\`\`\n`;

/** Declarations that an entry exports, by name; elements appear as types only. */
async function exportsOf(entry: string): Promise<string> {
  const lists = broughtBy(await statementsIn(entry)).filter(({ from }) => !from.startsWith('./elements/'));
  const names = lists.flatMap((list) => list.names).sort();
  const declarations = names.map(async (name) => {
    const declaration = await declarationOf(name, entry);
    if (declaration === undefined) throw new Error(`No declaration of ${name} was emitted.`);
    return declaration;
  });
  return (await Promise.all(declarations)).join('\n\n');
}

/** Looks in a file, then where that file has it from; of what another package declares, only where it is from. */
async function declarationOf(name: string, file: string): Promise<string | undefined> {
  const statements = await statementsIn(file);
  const declares = new RegExp(`^export (declare )?(const|function|class|interface|type) ${name}\\b`);
  const own = statements.filter((statement) => declares.test(statement));
  if (own.length > 0) return own.join('\n');
  for (const { names, from } of broughtBy(statements)) {
    const has = names.length === 0 || names.includes(name);
    if (has && !from.startsWith('.')) return `export { ${name} } from '${from}';`;
    const found = has ? await declarationOf(name, join(file, '..', from)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The compiler writes every statement at the start of a line. */
async function statementsIn(file: string): Promise<readonly string[]> {
  const text = await readFile(file.replace(/\.ts$/, '.d.ts'), 'utf8');
  return text.split(/\n(?=\w)/).map((statement) => statement.trim());
}

/** Names that a file imports from another one. */
interface Brought {
  /** None: all. */
  readonly names: readonly string[];
  readonly from: string;
}

function broughtBy(statements: readonly string[]): readonly Brought[] {
  return statements.flatMap((statement) => {
    const [, list, from] = /^(?:export|import) (?:type )?(?:\{(.*)\}|\*) from '(.+)';$/.exec(statement) ?? [];
    if (from === undefined) return [];
    return [{ names: list?.match(/\w+(?=\s*(,|$))/g) ?? [], from }];
  });
}
