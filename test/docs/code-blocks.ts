import { readFileSync } from 'node:fs';
import { root } from '../support/repository.ts';
import { repositoryFiles } from './references.ts';

export interface CodeBlock {
  /** `docs/recipes/helpdesk.md:12`, the line of the opening fence. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

/** The pages that people read, e.g. `docs/security.md`. */
export const pages = (): readonly string[] => repositoryFiles.filter((path) => path.endsWith('.md'));

/** Every fenced block of them. */
export const codeBlocks = (): readonly CodeBlock[] => pages().flatMap(blocksOf);

/** Those in one of the languages. */
export const blocksIn = (...languages: readonly string[]): readonly CodeBlock[] =>
  codeBlocks().filter(({ language }) => languages.includes(language));

function blocksOf(path: string): readonly CodeBlock[] {
  const text = readFileSync(root + path, 'utf8');
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: code = '' }) => ({
    place: `${path}:${String(text.slice(0, index).split('\n').length)}`,
    language,
    code,
  }));
}

/** The file of a block: the path in the comment on its first line. */
export const fileNamed = (code: string): string | undefined =>
  /^(?:\/\/|<!--) ([\w./[\]+-]+\.\w+)(?: -->)?\n/.exec(code)?.[1];
