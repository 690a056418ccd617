/**
 * `npm run screenshots`: every state of the elements in every look, into `screenshots/`. Arguments: parts of
 * paths of the files `*.screens.ts`; `--docs` takes the pictures of the documentation instead.
 */
import { parseArgs } from 'node:util';
import { runBrowserTests } from '../runner/browser-tests.ts';
import { chromium } from '../runner/chromium.ts';
import { findFiles } from '../runner/files.ts';
import { print } from '../runner/print.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { docs: { type: 'boolean' } } });

if (values.docs) {
  await import('./docs.ts');
} else {
  const files = findFiles('.', positionals).filter((file) => file.endsWith('.screens.ts'));
  const { failed } = await runBrowserTests(chromium(), files);
  print('The pictures are in screenshots/.');
  process.exitCode = failed > 0 ? 1 : 0;
}
