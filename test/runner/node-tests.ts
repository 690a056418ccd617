import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { print, printFailure, printOutcome, printSkip } from './print.ts';
import { reaches } from './reach.ts';
import { nothing, oneFailed, onePassed, oneSkipped, sum, type Tally } from './tally.ts';

/** What runs longer than this hangs. */
const timeout = 300_000;

/**
 * These share a process: they are many and small, and loading the server takes longer than most of them. Who waits
 * for a browser waits elsewhere.
 */
const sharesProcess = (file: string): boolean =>
  file.startsWith('test/mock-server/') && !reaches(file, 'test/support/chromium.ts');

type Failure = Extract<TestEvent, { type: 'test:fail' }>['data']['details'];
type Outcome = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Runs the files with node:test in processes that inherit the TypeScript loader. */
export async function runNodeTests(files: readonly string[]): Promise<Tally> {
  const started = performance.now();
  if (files.length === 0) return nothing;
  const tallies: Tally[] = [];
  const shared = files.filter(sharesProcess);
  const silent = new Set(shared.map((file) => resolve(file)));
  for await (const event of events(files, shared)) {
    if (event.type === 'test:pass' || event.type === 'test:fail') {
      tallies.push(judge(event));
      silent.delete(event.data.file ?? '');
    }
    if (event.type === 'test:stdout' || event.type === 'test:stderr') print(event.data.message.trimEnd());
  }
  for (const file of silent) tallies.push(failed(relative('.', file), 'This file holds no test.'));
  const tally = sum(tallies);
  printOutcome(`${files.length} files in Node`, tally, performance.now() - started);
  return tally;
}

function events(files: readonly string[], shared: readonly string[]): AsyncIterable<TestEvent> {
  const alone = files.filter((file) => !shared.includes(file));
  const entries = [...(shared.length > 0 ? [entryOf(shared)] : []), ...alone];
  return run({
    files: entries.map((file) => resolve(file)),
    concurrency: Math.max(2, availableParallelism()),
    timeout,
  });
}

function entryOf(files: readonly string[]): string {
  const folder = 'node_modules/.cache/tests';
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, 'together.test.mts');
  writeFileSync(entry, files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(''));
  return entry;
}

function judge(event: Outcome): Tally {
  const { data } = event;
  const name = `${relative('.', data.file ?? '')}: ${data.name}`;
  if (isSkipped(data.skip) || isSkipped(data.todo)) return skipped(name, data.skip ?? data.todo);
  if (event.type === 'test:fail') return judgeFailure(name, event.data.details);
  if (data.details.type === 'suite') return nothing;
  // A file without a single test is reported as one passed test that has the file's name.
  return data.name === data.file ? failed(name, 'This file holds no test.') : onePassed;
}

function judgeFailure(name: string, { error, type }: Failure): Tally {
  const { failureType } = error as { failureType?: string };
  if (type === 'suite' && failureType === 'subtestsFailed') return nothing;
  return failed(name, inspect(error.cause ?? error, { depth: 4 }));
}

function isSkipped(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

function skipped(name: string, reason: string | boolean | undefined): Tally {
  printSkip(name, typeof reason === 'string' ? reason : '');
  return oneSkipped;
}

function failed(name: string, details: string): Tally {
  printFailure(name, details);
  return oneFailed;
}
