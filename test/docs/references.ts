import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../support/repository.ts';
import { readHeadings, readMarks, toAnchor } from './links.ts';

/** A file that may refer to others. */
export interface Text {
  /** `src/errors.ts` */
  readonly path: string;
  readonly text: string;
}

/** Folders of the repository with files that are written by hand. */
const folders = ['.github', 'demo', 'docs', 'mock-server', 'src', 'test'];

/** Paths of all files in them and beside them. */
export const repositoryFiles: readonly string[] = [
  ...listFiles('.', false),
  ...folders.flatMap((folder) => listFiles(folder, true)),
];

export const texts = (): readonly Text[] =>
  repositoryFiles
    .filter((path) => /\.(?:ts|js|md|yaml|yml|html|css|svelte)$/.test(path))
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

export const badInputs = 'test/mock-server/bad-inputs/README.md';

/** The documents of which code names the numbers, by the word before a number. */
const numbered = [
  { word: /\blessons? (\d+)/gi, prefix: 'lesson-', targets: readMarks(`${root}docs/lessons.md`) },
  { word: /\bbad inputs? (\d+)/gi, prefix: 'bad-input-', targets: readMarks(`${root}${badInputs}`) },
];

/** @returns numbers of lessons and bad inputs that their document does not have */
export function findDeadNumbers({ path, text }: Text): readonly string[] {
  return numbered.flatMap(({ word, prefix, targets }) =>
    [...text.matchAll(word)]
      .filter(([, number = '']) => !targets.includes(prefix + number))
      .map(([words]) => `${path}: ${words}`),
  );
}

/** @returns documents and source files that a comment or a page names, and the repository does not hold */
export function findDeadNames({ path, text }: Text): readonly string[] {
  const isPage = path.endsWith('.md');
  const name = isPage ? pageNames : commentNames;
  const named = (isPage ? [withoutFences(text)] : readCommentTexts({ path, text })).flatMap((prose) =>
    [...prose.matchAll(name)].map(([found]) => found.replace(/^(?:\.{1,2}\/)+/, '')),
  );
  return named.filter((found) => !isHeld(found)).map((found) => `${path}: ${found}`);
}

/** A page may name files of its reader's project: only paths of this repository count. */
const pageNames = /(?<![\w/.:-])(?:(?:src|mock-server|demo|test|docs)\/[\w./-]+\.[a-z]+\b|[\w./-]*\w\.md\b)/g;
const commentNames = /(?<![\w/.:@$-])(?:\.{1,2}\/)*\w[\w./-]*\.(?:md|ts|yaml)\b(?![\w(])/g;

const isHeld = (name: string): boolean =>
  repositoryFiles.some((file) => file === name || file.endsWith(`/${name}`));

/** @returns headings that a comment quotes after the name of a page, as in `docs/errors.md, "The workspace"`, and it lacks */
export function findDeadTitles({ path, text }: Text): readonly string[] {
  if (!path.endsWith('.ts')) return [];
  return readCommentTexts({ path, text }).flatMap((comment) =>
    [...comment.matchAll(/(?<![\w./])([\w./-]+\.md), "([^"]+)"/g)]
      .filter(([, page = '', title = '']) => !readHeadings(root + page).includes(toAnchor(title)))
      .map(([words]) => `${path}: ${words}`),
  );
}

/** @returns comments that name a section by its number and not the standard that has it */
export function findLostSections({ path, text }: Text): readonly string[] {
  if (!path.endsWith('.ts')) return [];
  return readCommentTexts({ path, text })
    .filter((comment) => /\bsections? \d/i.test(comment) && !standards.test(comment))
    .map((comment) => `${path}: ${comment}`);
}

const standards =
  /\b(?:RFC \d+|Web Authentication|HTML|URL Standard|ECMA-262|CSP Level 3|OpenID Connect|NIST SP [\d-]+|SEC 1|X\.690|Unicode)\b|\[(?:WebAuthn|CredMan)\]/;

/** The comments of a file; of one that is no TypeScript all of it. */
function readCommentTexts({ path, text }: Text): readonly string[] {
  if (!/\.[tj]s$/.test(path)) return [text];
  return [...text.matchAll(/^\s*\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*/gm)].map(([comment]) =>
    comment.trim().replace(/\s*\n\s*\*?\s*/g, ' '),
  );
}

const withoutFences = (text: string): string => text.replace(/^```.*?^```/gms, '');

function listFiles(folder: string, recursive: boolean): readonly string[] {
  return readdirSync(root + folder, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length).replace(/^\.\//, ''));
}
