import { styleText } from 'node:util';
import type { Finding, Report } from './types.ts';

export interface PrintOptions {
  /** For a terminal. Default: no colours. */
  readonly colors?: boolean;
  /** Columns of the terminal. Default 100. */
  readonly width?: number;
}

type Style = (style: 'bold' | 'red' | 'green' | 'yellow' | 'dim', text: string) => string;

/**
 * The report for people: first the assumptions that differ, each with its cure, then those that hold, then those that
 * could not be checked, grouped by the option that would allow it.
 */
export function printReport(report: Report, { colors = false, width = 100 }: PrintOptions = {}): string {
  const style: Style = (name, text) => (colors ? styleText(name, text, { validateStream: false }) : text);
  const { issuer, findings, counts, changes } = report;
  const select = <Is extends Finding['is']>(is: Is) =>
    findings.filter((finding): finding is Extract<Finding, { is: Is }> => finding.is === is);
  const wrap = (text: string, indent: string, first = indent): string =>
    wrapText(text, first, indent, Math.min(Math.max(width, 40), 100));
  const total = `${counts.holds} hold, ${counts.differs} ${counts.differs === 1 ? 'differs' : 'differ'}, ${counts['cannot-tell']} cannot be told.`;
  return [
    style('bold', issuer),
    ...title(style('red', 'Differs'), counts.differs),
    ...select('differs').flatMap(({ assumption, observed, cure }) => [
      wrap(assumption, '  '),
      wrap(observed, '          ', '    seen  '),
      wrap(cure, '          ', `    ${style('yellow', 'set')}   `),
      '',
    ]),
    ...title(style('green', 'Holds'), counts.holds),
    ...byGroup(select('holds'), ({ area }) => area).flatMap(([area, group]) => [
      `  ${style('bold', area)}`,
      ...group.flatMap(({ assumption, observed }) => [
        wrap(assumption, '      ', '    - '),
        style('dim', wrap(observed, '        ', '      seen  ')),
      ]),
      '',
    ]),
    ...title(style('dim', 'Cannot tell'), counts['cannot-tell']),
    ...byGroup(select('cannot-tell'), ({ needs }) => needs).flatMap(([needs, group]) => [
      style('bold', wrap(`Needs ${needs}`, '    ', '  ')),
      ...group.map(({ assumption }) => wrap(assumption, '      ', '    - ')),
      '',
    ]),
    `${style('bold', total)} ${changes}`,
    '',
  ].join('\n');
}

const title = (name: string, count: number): readonly string[] =>
  count === 0 ? [] : ['', `${name} (${count})`, ''];

function byGroup<T>(
  items: readonly T[],
  key: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? [];
    groups.set(key(item), [...group, item]);
  }
  return [...groups];
}

/** Breaks between words; a longer word has a line of its own. */
function wrapText(text: string, first: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    const joined = line === first || line === indent ? line + word : `${line} ${word}`;
    if (joined.length > width && line !== first && line !== indent) {
      lines.push(line);
      line = indent + word;
    } else line = joined;
  }
  return [...lines, line].join('\n');
}
