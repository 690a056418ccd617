/**
 * The whole test run: `npm test`. Arguments: parts of paths of test files (only these run), `--matrix`
 * (the slow ones too, the default when `CI` is set), `--without-browsers`.
 */
import { parseArgs } from 'node:util';
import { installBrowsers } from './runner/install-browsers.ts';
import { checks, runCheck } from './runner/checks.ts';
import { findTestFiles } from './runner/files.ts';
import { runNodeTests } from './runner/node-tests.ts';
import { print } from './runner/print.ts';
import { reaches } from './runner/reach.ts';
import { lastLine, sum, type Tally } from './runner/tally.ts';

const { values, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { matrix: { type: 'boolean' }, 'without-browsers': { type: 'boolean' } },
});
const matrix = values.matrix ?? Boolean(process.env['CI']);
const files = findTestFiles('.', { filters, matrix });

if (filters.length > 0 && Object.values(files).flat().length === 0) {
  throw new Error(`No test file has ${filters.join(' or ')} in its path.`);
}

if (!values['without-browsers']) installBrowsers(files);
const nodeFiles = values['without-browsers'] ? withoutBrowsers(files.node) : files.node;
// Side by side, because each alone leaves a core idle: the linter works in one thread, a test waits for its browser.
const tallies: Tally[] = await Promise.all([
  ...(filters.length === 0 ? checks.map(runCheck) : []),
  runNodeTests(nodeFiles),
]);
if (!values['without-browsers'] && files.chromium.length + files.firefox.length > 0) {
  // Loaded here, because the machinery of browsers takes longer to load than most Node tests to run.
  const { runInBrowsers } = await import('./runner/browser-tests.ts');
  tallies.push(await runInBrowsers(files));
}

const total = sum(tallies);
print(`\n${lastLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function withoutBrowsers(nodeFiles: readonly string[]): readonly string[] {
  return nodeFiles.filter((file) => !reaches(file, 'test/support/chromium.ts'));
}
