import { dirname, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

/** What the report lists, with the file whose exports it takes. The elements have their manifest. */
const entries = [
  ['connect-passkeys', 'src/index.ts'],
  ['connect-passkeys/system', 'src/system.ts'],
] as const;

/** The public surface in Markdown: every exported name with its declaration, without comments. */
export async function apiReport(): Promise<string> {
  const files = entries.map(([, file]) => resolve(file));
  const { program, declarations } = emit(files);
  const sections = entries.map(([name, file]) => {
    const exported = exportsOf(program, file).map((symbol) => declarationOf(symbol, declarations));
    return [`## \`${name}\``, '', '```typescript', exported.join('\n\n'), '```', ''].join('\n');
  });
  const style = await resolveConfig('docs/api.md');
  return format(`${heading}${sections.join('\n')}`, { ...style, parser: 'markdown' });
}

const heading = `# API report

Every public name and its type. A test compares this file with the source: \`npx tsx test/api/write.ts\` writes it
anew, and the difference shows what a change does to those who use the package.

`;

interface Emitted {
  readonly program: ts.Program;
  /** Declaration files by the source they were made from. */
  readonly declarations: ReadonlyMap<string, ts.SourceFile>;
}

function emit(files: readonly string[]): Emitted {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
    readonly config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram(files, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  });
  const declarations = new Map<string, ts.SourceFile>();
  program.emit(undefined, (name, text, _mark, _error, sources) => {
    const [source] = sources ?? [];
    if (source)
      declarations.set(source.fileName, ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  });
  return { program, declarations };
}

/** Without the elements, which the entry names as types. */
function exportsOf(program: ts.Program, file: string): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(resolve(file))!)!;
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => !dirname(fileOf(symbol)).includes('/src/elements/'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

const fileOf = (symbol: ts.Symbol): string => symbol.declarations![0]!.getSourceFile().fileName;

const printer = ts.createPrinter({ removeComments: true });

function declarationOf(symbol: ts.Symbol, declarations: Emitted['declarations']): string {
  const source = declarations.get(fileOf(symbol)) ?? symbol.declarations![0]!.getSourceFile();
  const statements = source.statements.filter((statement) => declares(statement, symbol.name));
  if (statements.length === 0) throw new Error(`No declaration of ${symbol.name} was emitted.`);
  return statements.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, source)).join('\n');
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some((declaration) => declaration.name.getText() === name);
  }
  return 'name' in statement && (statement.name as ts.Identifier | undefined)?.text === name;
}
