import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

/** A TypeScript file as its syntax tree; paths are relative to the repository, with `/`. */
export interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
  /** Every node of the tree, parents before their children. */
  readonly nodes: readonly ts.Node[];
}

export interface Import {
  /** A path of the repository, or the name of a package (`node:` included). */
  readonly target: string;
  readonly is: 'file' | 'package';
  /** `type`: gone when the program runs. `lazy`: an `import()`. */
  readonly kind: 'value' | 'type' | 'lazy';
  readonly line: number;
}

export function readSources(folders: readonly string[]): readonly Source[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((path) => path.endsWith('.ts'))
    .map((path) => parseSource(path, readFileSync(path, 'utf8')));
}

export function parseSource(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    node.forEachChild(visit);
  };
  visit(tree);
  return { path, tree, nodes };
}

export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

export function importsOf({ path, nodes }: Source): readonly Import[] {
  return nodes.flatMap((node) => {
    const found = importIn(node);
    if (!found) return [];
    const { name, kind } = found;
    const isFile = name.startsWith('.');
    const target = isFile ? join(dirname(path), name) : packageName(name);
    return [{ target, kind, is: isFile ? 'file' : 'package', line: lineOf(node) } as const];
  });
}

function importIn(node: ts.Node): { name: string; kind: Import['kind'] } | undefined {
  if (ts.isImportDeclaration(node))
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const name = node.arguments[0];
    return name && ts.isStringLiteralLike(name) ? { name: name.text, kind: 'lazy' } : undefined;
  }
  return undefined;
}

function named(name: ts.Node, isType = false): { name: string; kind: Import['kind'] } | undefined {
  return ts.isStringLiteral(name) ? { name: name.text, kind: isType ? 'type' : 'value' } : undefined;
}

/** `@scope/name/file` → `@scope/name`; built-in modules keep their whole name. */
function packageName(name: string): string {
  if (name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
