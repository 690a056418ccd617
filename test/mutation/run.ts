/**
 * `npm run mutate`: changes one operator, condition or statement at a time and runs the tests of its area. Prints the
 * score of each area and the mutants that no test noticed. Arguments: parts of paths of source files (only these change).
 * Results are kept by the content of sources and tests, so a run that was ended goes on where it was.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { areas, type Area } from './areas.ts';
import { isExplained } from './explained.ts';
import type { Mutant } from './mutants.ts';
import { print } from '../runner/print.ts';
import { growTree, type Tree } from './tree.ts';

/** A mutant that takes longer loops for ever. */
const timeoutMs = 120_000;

const cache = 'node_modules/.cache/mutation';
const filters = process.argv.slice(2);

type Verdict = 'killed' | 'survived' | 'not reached';

mkdirSync(cache, { recursive: true });
for (const area of areas) await tryArea(area);

async function tryArea(area: Area): Promise<void> {
  const tree = growTree(area, filters);
  try {
    if (tree.mutants.length > 0) report(area, await judge(area, tree));
  } finally {
    rmSync(tree.folder, { recursive: true, force: true });
  }
}

async function judge(area: Area, tree: Tree): Promise<ReadonlyMap<Mutant, Verdict>> {
  const kept = keptVerdicts(area, tree);
  const verdicts = new Map<Mutant, Verdict>();
  const unknown = tree.mutants.filter((mutant) => !kept.get(mutant));
  const reached = unknown.length > 0 ? await findReached(area, tree) : new Map<string, ReadonlySet<number>>();
  await sideBySide(unknown, async (mutant) => {
    // A test file that reaches little is about little: it is the likeliest to notice, and fast.
    const tests = [...reached].filter(([, ids]) => ids.has(mutant.id));
    const files = tests.sort(([, one], [, other]) => one.size - other.size).map(([file]) => file);
    kept.set(mutant, files.length > 0 ? await meet(tree, mutant, files) : 'not reached');
  });
  for (const mutant of tree.mutants) verdicts.set(mutant, kept.get(mutant) ?? 'not reached');
  return verdicts;
}

/** The mutants that each test file reaches. */
async function findReached({ name }: Area, tree: Tree): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const reached = new Map<string, ReadonlySet<number>>();
  await sideBySide(tree.tests, async (file) => {
    const list = join(tree.folder, `reached-${reached.size}-${file.replaceAll('/', '-')}`);
    if (!(await passes(tree, [file], { MUTANTS_REACHED: list }))) {
      throw new Error(`${file} fails without any mutant of ${name}.`);
    }
    reached.set(file, new Set(readFileSync(list, 'utf8').split('\n').filter(Boolean).map(Number)));
  });
  return reached;
}

async function sideBySide<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const work = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

async function meet(tree: Tree, { id }: Mutant, files: readonly string[]): Promise<Verdict> {
  return (await passes(tree, files, { MUTANT: String(id) })) ? 'survived' : 'killed';
}

/** Runs test files in one process, which is ended at the first failure. */
function passes(
  { folder, entry }: Tree,
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', './test/mutation/switch.ts', entry], {
    cwd: folder,
    env: { ...process.env, ...environment, MUTANT_TESTS: files.join(' ') },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/^\s*(not ok|✖)/m.test(text.toString())) child.kill('SIGKILL');
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** Verdicts of earlier runs, kept in one file for each area and the present sources and tests. */
function keptVerdicts({ name }: Area, { mutants }: Tree) {
  const file = join(cache, `${name.replaceAll(' ', '-')}-${contentHash()}.json`);
  const kept = readKept(file);
  const key = ({ file: source, line, from, to }: Mutant): string => [source, line, from, to].join(' | ');
  const byKey = new Map(mutants.map((mutant) => [mutant, key(mutant)]));
  return {
    get: (mutant: Mutant): Verdict | undefined => kept[byKey.get(mutant) ?? ''],
    set: (mutant: Mutant, verdict: Verdict): void => {
      kept[byKey.get(mutant) ?? ''] = verdict;
      writeFileSync(file, JSON.stringify(kept));
    },
  };
}

function readKept(file: string): Record<string, Verdict> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Verdict>;
  } catch {
    return {};
  }
}

function contentHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'mock-server', 'test']) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (file.endsWith('.ts') && !file.startsWith('mutation')) hash.update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

function report({ name }: Area, verdicts: ReadonlyMap<Mutant, Verdict>): void {
  const all = [...verdicts].filter(([mutant]) => !isExplained(mutant));
  const unnoticed = all.filter(([, verdict]) => verdict !== 'killed');
  const score = (100 * (all.length - unnoticed.length)) / Math.max(all.length, 1);
  const explained = verdicts.size - all.length;
  print(`\n${name}: ${score.toFixed(1)} % of ${all.length} killed, ${explained} explained`);
  for (const [{ file, line, from, to }, verdict] of unnoticed) {
    print(`  ${file}:${line} ${verdict}: ${from}  →  ${to || '(removed)'}`);
  }
}
