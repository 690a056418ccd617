import type { Finding, Report } from './types.ts';

const marks = { holds: 'holds', differs: 'DIFFERS', 'cannot-tell': 'cannot tell' } as const;

/** The report for people: what differs first, with its cure; then the rest, by section. */
export function printReport({ issuer, findings, counts }: Report): string {
  const differing = findings.filter(({ is }) => is === 'differs');
  const rest = findings.filter(({ is }) => is !== 'differs');
  const areas = [...new Set(rest.map(({ area }) => area))];
  const sections = areas.map((area) => [
    '',
    area,
    ...rest.filter((finding) => finding.area === area).flatMap(printFinding),
  ]);
  return [
    issuer,
    ...(differing.length > 0 ? ['', 'Differs', ...differing.flatMap(printFinding)] : []),
    ...sections.flat(),
    '',
    `${counts.holds} hold, ${counts.differs} differ, ${counts['cannot-tell']} cannot be told. Nothing was changed.`,
    '',
  ].join('\n');
}

function printFinding(finding: Finding): readonly string[] {
  const title = `  ${marks[finding.is].padEnd(11)}  ${finding.assumption}`;
  const indent = ' '.repeat(15);
  switch (finding.is) {
    case 'holds':
      return [title, `${indent}seen: ${finding.observed}`];
    case 'differs':
      return [title, `${indent}seen: ${finding.observed}`, `${indent}set:  ${finding.cure}`];
    case 'cannot-tell':
      return [title, `${indent}needs ${finding.needs}`];
  }
}
