/** The two files for coding agents, made from the pages that people read. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path/posix';
import { format } from 'prettier';
import { docsGroups } from '../../demo/host/docs-pages.ts';
import { root } from '../support/repository.ts';

const readme = readFileSync(`${root}README.md`, 'utf8');

/** `docs/llms.txt`: every page of the documentation by title and first sentence (the format of llmstxt.org). */
export function llmsText(): string {
  const [, summary = ''] = /^# [^\n]*\n\n(.*?)\n\n/s.exec(readme) ?? [];
  const groups = docsGroups().map(({ title, pages }) => {
    const items = pages.map(({ path, title: name, about }) =>
      [`- [${name}](${relative('docs', path)})`, about].filter(Boolean).join(': '),
    );
    return `## ${title}\n\n${items.join('\n')}\n`;
  });
  const about = summary.replaceAll('\n', ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return `# connect-passkeys\n\n> ${about}\n\nOne file with the essentials: [agents.md](agents.md)\n\n${groups.join('\n')}`;
}

/** The sections of the README that an agent needs to write code. */
const sections = [
  "On Connect's own sign-in page",
  'On a page of your own, by script tag',
  'In an app, from npm',
  'A Connect on your laptop',
];

/** `docs/agents.md`: rules, the README's code, the elements' names and the error codes in one file. */
export function agentsPage(): Promise<string> {
  const rules = readFileSync(new URL('agent-rules.md', import.meta.url), 'utf8');
  const usage = sections.map((title) => linkedFromDocs(sectionOfReadme(title)));
  const text = [rules, ...usage, '## Error codes\n', errorCodes()].join('\n');
  return format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

function sectionOfReadme(title: string): string {
  const start = readme.indexOf(`## ${title}\n`);
  if (start < 0) throw new Error(`README.md has no section "${title}".`);
  return readme.slice(start, readme.indexOf('\n## ', start) + 1).replace(/^\[?<img.*$|^!\[.*$/gm, '');
}

/** Links of the README, as seen from `docs`. */
const linkedFromDocs = (markdown: string): string =>
  markdown.replace(/\]\((?!https:|#)(docs\/)?([^)]+)\)/g, (_, inDocs: string | undefined, path: string) =>
    inDocs ? `](${path})` : `](../${path})`,
  );

/** The tables of `docs/errors.md`, code and cure only. */
function errorCodes(): string {
  const errors = readFileSync(`${root}docs/errors.md`, 'utf8');
  const rows = [...errors.matchAll(/^\| (`\w+`) +\|[^|]*\| (.*?) *\|$/gm)].map(
    ([, code = '', cure = '']) => `| ${code} | ${cure} |`,
  );
  return `| code | cure |\n| --- | --- |\n${rows.join('\n')}\n`;
}
