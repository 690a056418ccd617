import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { print, printFailure, printOutcome, printSkip } from './print.ts';
import { reaches } from './reach.ts';
import { nothing, oneFailed, onePassed, oneSkipped, sum, type Tally } from './tally.ts';

/** What runs longer than this hangs: a file, in milliseconds. The matrix installs apps with a package manager. */
const timeout = { usual: 300_000, matrix: 1_200_000 };

type Failure = Extract<TestEvent, { type: 'test:fail' }>['data']['details'];
type Outcome = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Runs the files with node:test in processes that inherit the TypeScript loader. */
export async function runNodeTests(files: readonly string[]): Promise<Tally> {
  const started = performance.now();
  if (files.length === 0) return nothing;
  const tallies: Tally[] = [];
  const processes = shareProcesses(files);
  // node:test itself reports a file that has a process alone and no test: see `judge`.
  const silent = new Set(processes.filter(isShared).flatMap((group) => group.map((file) => resolve(file))));
  for await (const event of events(processes.map(entryOf))) {
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

function events(entries: readonly string[]): AsyncIterable<TestEvent> {
  return run({
    files: entries.map((entry) => resolve(entry)),
    concurrency: Math.max(2, availableParallelism()),
    timeout: entries.some((entry) => entry.startsWith('test/matrix/')) ? timeout.matrix : timeout.usual,
  });
}

type Process = readonly [string, ...string[]];

/**
 * The files of one folder of `test/` share a process: they are many and small, and loading their imports takes longer
 * than most of them (so a hook belongs into a `describe`). Files that wait, for a browser or for a package manager,
 * have a process each.
 */
function shareProcesses(files: readonly string[]): readonly Process[] {
  const groups = new Map<string, [string, ...string[]]>();
  for (const file of files) {
    const name = waits(file) ? file : folderOf(file);
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return [...groups.values()];
}

const waits = (file: string): boolean =>
  file.startsWith('test/matrix/') || reaches(file, 'test/support/chromium.ts');

/** `test/mock-server` for all that is in it. */
const folderOf = (file: string): string => dirname(file).split('/').slice(0, 2).join('/');

const isShared = (group: Process): boolean => group.length > 1;

/** The file that node:test is given: the only one of the process, or one that imports them all. */
function entryOf(group: Process): string {
  if (!isShared(group)) return group[0];
  const folder = 'node_modules/.cache/tests';
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, `${folderOf(group[0]).replace('/', '-')}.test.mts`);
  writeFileSync(entry, group.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(''));
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
