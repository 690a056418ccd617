import ts from 'typescript';
import { lineOf, type Source } from './source.ts';

/** The most that `npm run check` lets through: functions by count, dialect in per cent of the comments. */
export const languageLimits = { namedOf: 5, dialectShare: 2 } as const;

export interface Comment {
  /** `src/errors.ts:12` */
  readonly place: string;
  readonly text: string;
}

export interface LanguageFigures {
  /** Names of functions, methods and constants that end in `Of`. */
  readonly namedOf: readonly string[];
  readonly comments: number;
  readonly dialect: readonly Comment[];
  /** Per cent of the comments that are in the dialect. */
  readonly dialectShare: number;
}

/**
 * Words that the comments of this project once had and those of no comparable project have: the verbs and pronouns of
 * a story ("tells", "nobody"), and clauses that circle a subject instead of naming it ("what comes of it").
 */
const dialectWords =
  /\b(tells?|told|says?|said|nobody|somebody|whose|whom|anew|meanwhile)\b|(^|[\s(])what\s+(is|it|was|comes?|the|a|people|this|an|they|follows|makes|has|had|keeps|stands|holds|there|nobody|somebody|came|differs|else|only)\b/i;

export function measureLanguage(sources: readonly Source[]): LanguageFigures {
  const comments = sources.flatMap(readComments);
  const dialect = comments.filter(({ text }) => dialectWords.test(text));
  const dialectShare = comments.length === 0 ? 0 : (100 * dialect.length) / comments.length;
  return { namedOf: sources.flatMap(findOfNames), comments: comments.length, dialect, dialectShare };
}

/** @returns one line for each function, method or constant that is named `…Of`: `src/errors.ts:12 kindOf` */
export function findOfNames({ path, nodes }: Source): readonly string[] {
  return nodes.filter(hasOfName).map((node) => `${path}:${String(lineOf(node.name))} ${node.name.getText()}`);
}

type Named = ts.NamedDeclaration & { readonly name: ts.DeclarationName | ts.BindingName };

function hasOfName(node: ts.Node): node is Named {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node);
  return isDeclaration && /\wOf$/.test(node.name?.getText() ?? '');
}

/** Comments of a file: a block counts once, each line of `//` once. */
export function readComments({ path, tree }: Source): readonly Comment[] {
  return findTokens(tree).flatMap((token) => {
    // Comments stand only between two tokens, so text in strings and templates is never taken for one.
    const start = token.getFullStart();
    const trivia = tree.text.slice(start, token.getStart(tree));
    return [...trivia.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].map(({ index, 0: text }) => {
      const line = tree.getLineAndCharacterOfPosition(start + index).line + 1;
      return { place: `${path}:${String(line)}`, text };
    });
  });
}

function findTokens(tree: ts.SourceFile): readonly ts.Node[] {
  const tokens: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(tree);
    if (children.length === 0) tokens.push(node);
    else children.forEach(visit);
  };
  visit(tree);
  return tokens;
}

/** @returns the figures in two lines, each beside its limit and its target */
export function printableFigures({ namedOf, comments, dialect, dialectShare }: LanguageFigures): string {
  const ofComments = `${String(dialect.length)} of ${String(comments)} comments`;
  return `  functions named …Of: ${String(namedOf.length)} (limit ${String(languageLimits.namedOf)})
  dialect: ${dialectShare.toFixed(1)} % (limit ${String(languageLimits.dialectShare)} %), ${ofComments}`;
}
