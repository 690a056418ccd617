import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './repository.ts';

/** A message of the compiler about a line. */
export interface Complaint {
  /** Relative to the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `TS2345` */
  readonly code: string;
  readonly message: string;
}

/** A temporary folder with a tsconfig.json and modules that resolve to the packages of this repository. */
export interface Project {
  /** Names of its files, or absolute paths. */
  readonly files: readonly string[];
  /** Beside those of the repository's tsconfig.json. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Compiles temporary files.
 *
 * @param texts by name
 * @param options beside those of the repository's tsconfig.json
 * @returns the errors in these files
 */
export function compile(
  texts: ReadonlyMap<string, string>,
  options: Project['options'] = {},
): Promise<readonly Complaint[]> {
  return inProject({ files: [...texts.keys()], options }, async (folder) => {
    for (const [name, text] of texts) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return (await complaintsOf(folder)).filter(({ file }) => texts.has(file));
  });
}

/** Makes the project, does something in its folder, and removes it. */
export async function inProject<Result>(
  { files, options }: Project,
  does: (folder: string) => Promise<Result>,
): Promise<Result> {
  const cache = `${root}node_modules/.cache`;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'compile-'));
  // They may import files of this repository by their whole path.
  const compilerOptions = { rewriteRelativeImportExtensions: false, ...options };
  const config = { extends: `${root}tsconfig.json`, compilerOptions, include: [], files };
  try {
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return await does(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Compiles a project.
 *
 * @param folder the folder of its tsconfig.json
 * @returns the compiler's messages
 * @throws when it cannot compile at all
 */
export async function complaintsOf(folder: string): Promise<readonly Complaint[]> {
  const report = await tsc(folder);
  return report.split(/\n(?=\S)/).flatMap((text) => (text === '' ? [] : [complaintOf(text)]));
}

async function tsc(cwd: string): Promise<string> {
  // Other tests run beside this: more threads would take more of the processor than they save time.
  const run = promisify(execFile)(`${root}node_modules/.bin/tsc`, ['--singleThreaded', '--pretty', 'false'], {
    cwd,
    maxBuffer: 1e8,
  });
  try {
    return (await run).stdout;
  } catch (error) {
    const { stdout } = error as { readonly stdout?: string };
    if (!stdout) throw error;
    return stdout;
  }
}

function complaintOf(text: string): Complaint {
  const [, file, line, code = '', message = ''] =
    /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/s.exec(text) ?? [];
  if (file === undefined) throw new Error(text);
  return { file, line: Number(line), code, message: message.replace(/\s+/g, ' ').trim() };
}
