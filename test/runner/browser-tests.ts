import { TestRunner } from '@web/test-runner';
import { findFirefox } from '../support/firefox.ts';
import { freePort } from '../support/free-port.ts';
import { browserConfig } from './browser-config.ts';
import { judgeSession } from './browser-outcome.ts';
import type { TestBrowser } from './browser-page.ts';
import { chromium } from './chromium.ts';
import type { TestFiles } from './files.ts';
import { firefox } from './firefox.ts';
import { printOutcome, printSkip } from './print.ts';
import { nothing, sum, type Tally } from './tally.ts';

/** Runs each file in the browser that it is for, the two browsers side by side. */
export async function runInBrowsers(files: Pick<TestFiles, 'chromium' | 'firefox'>): Promise<Tally> {
  return sum(
    await Promise.all([runBrowserTests(chromium(), files.chromium), runFirefoxTests(files.firefox)]),
  );
}

/** Runs the files in a browser, each in a page and against a mock server of its own. */
export async function runBrowserTests(browser: TestBrowser, files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return nothing;
  const started = performance.now();
  const runner = new TestRunner(browserConfig(browser, files, await freePort()));
  const tally = sum(await runSessions(runner));
  printOutcome(`${files.length} files in ${browser.name}`, tally, performance.now() - started);
  return tally;
}

/** Runs the files in Firefox, or prints the reason in one line. */
async function runFirefoxTests(files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return nothing;
  const executable = findFirefox();
  if (executable) return runBrowserTests(firefox(executable), files);
  printSkip(`${files.length} files in Firefox`, 'install Firefox, or set FIREFOX_PATH to its executable');
  return { ...nothing, skipped: files.length };
}

async function runSessions(runner: TestRunner): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  runner.sessions.on('session-status-updated', (session) => {
    if (session.status === 'FINISHED') tallies.push(judgeSession(session));
  });
  const stopped = new Promise((resolve) => {
    runner.on('stopped', resolve);
  });
  runner.on('finished', () => void runner.stop());
  await runner.start();
  await stopped;
  return tallies;
}
