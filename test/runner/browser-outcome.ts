import { relative } from 'node:path';
import type { TestResult, TestSession, TestSuiteResult } from '@web/test-runner';
import { printFailure, printSkip } from './print.ts';
import { nothing, oneFailed, onePassed, oneSkipped, sum, type Tally } from './tally.ts';

/** Counts the tests of a file that has ended, and prints its failures and skips. */
export function judgeSession(session: TestSession): Tally {
  const file = relative('.', session.testFile);
  const tests = session.testResults ? judgeSuite(session.testResults, `${file}:`) : nothing;
  const wrong = wrongOutsideTests(session, tests);
  return wrong.length > 0 ? sum([tests, failed(file, wrong.join('\n'))]) : tests;
}

/** What went wrong with the file as a whole. Files that were not found matter only where something failed. */
function wrongOutsideTests({ errors, request404s }: TestSession, tests: Tally): readonly string[] {
  if (errors.length > 0) {
    return [...errors.map(({ message }) => message), ...request404s.map((path) => `Not found: ${path}`)];
  }
  return tests.passed + tests.failed + tests.skipped === 0 ? ['This file holds no test.'] : [];
}

function judgeSuite(suite: TestSuiteResult, path: string): Tally {
  const here = [path, suite.name].join(' ').trimEnd();
  return sum([
    ...suite.tests.map((test) => judgeTest(test, `${here} ${test.name}`)),
    ...suite.suites.map((child) => judgeSuite(child, here)),
  ]);
}

function judgeTest({ skipped, passed, error }: TestResult, name: string): Tally {
  if (skipped) {
    printSkip(name, '');
    return oneSkipped;
  }
  return passed ? onePassed : failed(name, explain(error));
}

function explain(error: TestResult['error']): string {
  if (!error) return 'The test failed without an error.';
  const difference =
    error.actual === undefined ? '' : `\nexpected: ${error.expected ?? ''}\nactual:   ${error.actual}`;
  return `${error.name ?? 'Error'}: ${error.message}${difference}\n${error.stack ?? ''}`;
}

function failed(name: string, details: string): Tally {
  printFailure(name, details);
  return oneFailed;
}
