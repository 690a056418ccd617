import ts from 'typescript';

/** One change of one expression or statement. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** A source in which every mutant is switched on by its number, so that one copy of the tree serves all of them. */
export interface Instrumented {
  readonly mutants: readonly Mutant[];
  readonly source: string;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  readonly isStatement?: boolean;
}

const operators: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
};

/** @param first number of the first mutant */
export function instrument(file: string, source: string, first: number): Instrumented {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const changes = new Map<ts.Node, Change[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    const found = changesAt(node);
    if (found.length > 0) changes.set(node, found);
    node.forEachChild(visit);
  };
  parsed.forEachChild(visit);
  const note = (node: ts.Node, to: string): number => {
    const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
    const id = first + mutants.length;
    mutants.push({ id, file, line: line + 1, from: oneLine(node.getText()), to: oneLine(to) });
    return id;
  };
  return { source: write(parsed, source, changes, note), mutants };
}

function changesAt(node: ts.Node): Change[] {
  const [start, end] = [node.getStart(), node.getEnd()];
  if (ts.isBinaryExpression(node)) {
    const to = operators[node.operatorToken.kind];
    if (to === undefined) return [];
    const [left, right] = [node.left.getText(), node.right.getText()];
    const isLogical = ['&&', '||'].includes(to);
    return [`${left} ${to} ${right}`, ...(isLogical ? [left, right] : [])].map((text) => ({
      start,
      end,
      to: text,
    }));
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent))
    return [{ start, end, to: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(node.parent))
    return [{ start, end, to: 'true' }];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [{ start, end, to: node.operand.getText() }];
  }
  if (isCondition(node)) return ['true', 'false'].map((to) => ({ start, end, to }));
  const isEffect =
    ts.isThrowStatement(node) || (ts.isExpressionStatement(node) && isCallLike(node.expression));
  return isEffect && isInBlock(node) ? [{ start, end, to: '', isStatement: true }] : [];
}

/** The condition of a branch, unless it is a comparison: its operator changes already. */
const isCondition = (node: ts.Node): boolean =>
  (ts.isIfStatement(node.parent) && node.parent.expression === node && !ts.isPrefixUnaryExpression(node)) ||
  (ts.isConditionalExpression(node.parent) && node.parent.condition === node && !ts.isBinaryExpression(node));

const isCallLike = (node: ts.Node): boolean =>
  ts.isCallExpression(node) ||
  (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression) && !isSuper(node));

const isSuper = (node: ts.Node): boolean => node.getText().startsWith('super');

const isInBlock = (node: ts.Node): boolean =>
  (ts.isBlock(node.parent) || ts.isIfStatement(node.parent)) && !isSuper(node);

type Note = (node: ts.Node, to: string) => number;

/** The text of a node, with a switch around each node that changes. */
function write(
  node: ts.Node,
  source: string,
  changes: ReadonlyMap<ts.Node, readonly Change[]>,
  note: Note,
): string {
  let text = '';
  let at = node.getFullStart();
  node.forEachChild((child) => {
    text += source.slice(at, child.getFullStart()) + write(child, source, changes, note);
    at = child.getEnd();
  });
  text += source.slice(at, node.getEnd());
  const lead = source.slice(node.getFullStart(), node.getStart());
  const own = text.slice(lead.length);
  return (
    lead +
    (changes.get(node) ?? []).reduce((inner, change) => switched(inner, change, note(node, change.to)), own)
  );
}

const switched = (inner: string, { to, isStatement = false }: Change, id: number): string =>
  isStatement
    ? `{ if (!globalThis.__mutant?.(${id})) { ${inner} } }`
    : `(globalThis.__mutant?.(${id}) ? (${to}) : (${inner}))`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 120);
