import ts from 'typescript';
import { importsOf, type Source } from './source.ts';

const forbiddenFolders = ['utils', 'util', 'helpers', 'services', 'types', 'core', 'common', 'lib', 'misc'];

/** Folders that are named for nothing. */
export function forbiddenNames(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const folder = path
      .split('/')
      .slice(0, -1)
      .find((name) => forbiddenFolders.includes(name));
    return folder ? [`${path}: a folder called ${folder} says nothing of what is in it.`] : [];
  });
}

/** A language's file has its tag for a name (RFC 5646, section "Formatting of Language Tags"). */
const languageFile = /^src\/i18n\/[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.ts$/;

/** Files with names that are not kebab-case. */
export function oddFileNames(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => !languageFile.test(path))
    .filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(path.split('/').at(-1) ?? ''))
    .map((path) => `${path}: file names are kebab-case.`);
}

/** Cycles of imports that run; types may point at each other. */
export function importCycles(sources: readonly Source[]): readonly string[] {
  const next = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(({ is, kind }) => is === 'file' && kind === 'value')
        .map(({ target }) => target),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || finished.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}

export function fileLengths(sources: readonly Source[]): readonly number[] {
  return sources.map(({ tree }) => tree.getLineAndCharacterOfPosition(tree.end).line);
}

/** Lines of each function that has a body, templates included. */
export function functionLengths(sources: readonly Source[]): readonly number[] {
  return sources.flatMap(({ tree, nodes }) =>
    nodes.filter(isFunction).map((node) => {
      const first = tree.getLineAndCharacterOfPosition(node.getStart()).line;
      return tree.getLineAndCharacterOfPosition(node.end).line - first + 1;
    }),
  );
}

/** The value that nine of ten do not exceed. */
export function ninetiethPercentile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0;
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}
